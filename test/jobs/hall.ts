/** A channel in which live quizzes are held: their messages as they stand, who leads them, and what people press. */
import { expect, onTestFinished } from 'vitest';
import type { Card, Reply } from '../../src/cards/reply.ts';
import type { Curriculum, Lesson, Question } from '../../src/curriculum/types.ts';
import type { Sender } from '../../src/discord/send.ts';
import { startLiveRounds } from '../../src/jobs/live-rounds.ts';
import { createLog } from '../../src/log.ts';
import { startTestBot, type TestBotSettings, type TestMember } from '../support/bot.ts';
import { findButton, payloadOf, wordsOf } from '../support/shown.ts';

/** One lesson, whose questions all have `yes` for their right option. */
export function smallCurriculum(questions = 5): Curriculum {
  const lesson = {
    ...{ id: 'net/ports', title: 'Ports', rev: 1, level: 'beginner', minutes: { read: 5, practice: 5 } },
    ...{
      summary: 'Ports.',
      objectives: ['Say'],
      prerequisites: [],
      lifecycle: [],
      resources: [],
      tags: ['tcp'],
    },
    ...{ aliases: [], reviewed: undefined, sections: [{ title: 'Concept', body: 'Ports.' }] },
    questions: Array.from(
      { length: questions },
      (_, n): Question => ({
        ...{
          id: `q${n}`,
          lessonId: 'net/ports',
          rev: 1,
          stem: `Question number ${n}?`,
          difficulty: 1,
          objective: 1,
        },
        ...{ kind: n % 2 === 0 ? 'recall' : 'apply', retired: false, type: 'single' },
        options: ['yes', 'no', 'maybe'].map(id => ({
          ...{ id, text: `${id} ${n}`, right: id === 'yes', why: `Because ${id} is so in ${n}.` },
        })),
      }),
    ),
  } satisfies Lesson;
  const none = new Map();
  return {
    ...{ folder: '', pathways: none, nodes: none, resources: none, terms: none, projects: none },
    lessons: new Map([[lesson.id, lesson]]),
  };
}

/** What a sender of the hall is told before each of its calls; it may throw, or wait for ever, as if its process had been killed. */
export type Trouble = (call: 'send' | 'edit' | 'find', arrive: () => void) => Promise<void> | void;

export async function openHall(now: string, settings: TestBotSettings = { curriculum: smallCurriculum() }) {
  const bot = await startTestBot(now, settings);
  const messages: Card[] = [];
  const lines: string[] = [];
  const edits: string[] = [];
  let presses = 0;

  function senderWith(trouble: Trouble): Sender {
    const put = (at: number, card: Card) => {
      payloadOf(card);
      if (card.private) throw new Error('a private card in a channel');
      messages[at] = card;
      edits.push(wordsOf(card));
    };
    return {
      async send(_channelId, card) {
        const at = messages.length;
        await trouble('send', () => put(at, card));
        if (messages[at] !== card) put(at, card);
        return `message ${at}`;
      },
      async edit(_channelId, messageId, card) {
        const at = Number(messageId.split(' ')[1]);
        await trouble('edit', () => put(at, card));
        if (messages[at] !== card) put(at, card);
      },
      async findSent(_channelId, id) {
        await trouble('find', () => {});
        const at = messages.findIndex(card => JSON.stringify(payloadOf(card)).includes(id));
        return at < 0 ? undefined : `message ${at}`;
      },
      openDirect: async memberId => `direct ${memberId}`,
      startThread: async () => '',
      pin: async () => {},
      unpin: async () => {},
      discordNow: async () => bot.now(),
    };
  }

  const rounds = new Set<ReturnType<typeof startLiveRounds>>();
  const everyone: ReturnType<typeof startLiveRounds>[] = [];
  let atTheEnd = () => {};
  const hall = {
    ...bot,
    messages,
    /** Every state in which a message ever stood, as words. */
    edits,
    lines,
    /** What a call of a process that was killed waits for: the end of the test. */
    never: new Promise<void>(resolve => {
      atTheEnd = resolve;
    }),
    /** A process that leads live quizzes on, until it is stopped. */
    lead(trouble: Trouble = () => {}) {
      const led = startLiveRounds({
        ...{ db: bot.db, sender: senderWith(trouble), curriculum: () => bot.curriculum, now: bot.now },
        ...{ log: createLog('trace', { write: line => void lines.push(line) }), leaseSeconds: 30 },
      });
      rounds.add(led);
      everyone.push(led);
      led.wake();
      return led;
    },
    /** A live quiz as a moderator begins it, cut down to three questions: more take longer and show no more. */
    async beginShort(): Promise<Reply> {
      const begun = await hall.admin().runs('live', { lesson: 'Ports' });
      await bot.sql`update quizzes set question_ids = question_ids[1:3] where kind = 'live'`;
      return begun;
    },
    /** Moves calendar time and lets everybody look. */
    pass(seconds: number) {
      bot.moveTo(new Date(bot.now().getTime() + seconds * 1000).toISOString());
      for (const led of rounds) led.wake();
    },
    /** Somebody new leads: whoever did before is gone, and its lease has run out. */
    async takeOver(trouble: Trouble = () => {}) {
      rounds.clear();
      await bot.sql`update live_rounds set lease_until = lease_until - interval '1 hour'`;
      return hall.lead(trouble);
    },
    shown: () => (messages.at(-1) ? wordsOf(messages.at(-1) as Card) : ''),
    /** Waits until the newest message shows this. */
    async shows(words: string | RegExp) {
      for (const led of rounds) led.wake();
      await expect.poll(hall.shown, { timeout: 60_000, interval: 20 }).toMatch(words);
    },
    /** Presses a button of the newest message. Ids rise with each press unless one is given. */
    async press(member: TestMember, label: string | RegExp, interactionId?: string): Promise<Reply> {
      const card = messages.at(-1);
      if (!card) throw new Error('nothing stands in the channel');
      return hall.send(member, findButton(card, label), interactionId);
    },
    async send(member: TestMember, customId: string, interactionId?: string): Promise<Reply> {
      presses += 1;
      const reference = interactionId ?? String(10n ** 18n + BigInt(presses));
      const reply = await bot.dispatch.press({ ...member.actor, reference }, customId, []);
      payloadOf(reply);
      return reply;
    },
    /** The button that answers rightly, or wrongly, by what the newest message asks. */
    answerId(how: 'yes' | 'no'): string {
      const card = messages.at(-1);
      const ids = card ? (JSON.stringify(payloadOf(card)).match(/live:answer:[^"]+/g) ?? []) : [];
      const found = ids.find(id => id.endsWith(`.${how}`));
      if (!found) throw new Error(`nothing asks in:\n${hall.shown()}`);
      return found;
    },
    answers: (member: TestMember, how: 'yes' | 'no', interactionId?: string) =>
      hall.send(member, hall.answerId(how), interactionId),
    async step() {
      const [row] = await bot.sql<{ step: string; place: number; lease: Date | null }[]>`
        select step, place, lease_until as lease from live_rounds order by step_ends_at desc limit 1`;
      return row;
    },
  };
  onTestFinished(async () => {
    atTheEnd();
    await Promise.all(everyone.map(led => led.stop()));
  });
  return hall;
}
