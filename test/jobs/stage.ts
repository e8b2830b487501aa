/** A cohort on a real database and a channel held by the test: what was sent there, and what goes wrong next. */
import { randomBytes } from 'node:crypto';
import { DiscordAPIError } from 'discord.js';
import type { Card } from '../../src/cards/reply.ts';
import { DEFAULT_WEEKDAYS } from '../../src/core/plan.ts';
import { dayIn } from '../../src/core/time.ts';
import type { Sender } from '../../src/discord/send.ts';
import { decideDue } from '../../src/jobs/decide-due.ts';
import { type DeliveryParts, deliverDue } from '../../src/jobs/deliver-due.ts';
import { postDue } from '../../src/jobs/post-due.ts';
import { createLog } from '../../src/log.ts';
import { addCohort, type NewCohort } from '../../src/store/cohorts.ts';
import { startTestBot, type TestBotSettings } from '../support/bot.ts';
import { planOfLessons } from '../support/plans.ts';
import { payloadOf } from '../support/shown.ts';

export const apiError = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'x' }, code, status, 'POST', 'url', {
    body: undefined,
    files: undefined,
  });

interface Sent {
  /** Calendar time. */
  readonly at: Date;
  readonly channelId: string;
  readonly card: Card;
  readonly nonce: string;
}

export type CohortFacts = Partial<NewCohort['cohort']> & {
  readonly lessons?: number;
  readonly weekdays?: readonly number[];
};

export async function setStage(now: string, settings: TestBotSettings = {}) {
  const bot = await startTestBot(now, settings);
  const sent: Sent[] = [];
  const looked: Date[] = [];
  /** What befalls the next sends, in order: thrown before Discord has the post, or after it. */
  const troubles: { readonly error: unknown; readonly arrives: boolean }[] = [];
  /** What goes wrong with the next private channels that are opened. */
  const directTroubles: unknown[] = [];
  let historyError: unknown;
  /** Channels that refuse every message, with the error. */
  const refusing = new Map<string, unknown>();
  /** Threads and pins as they were made, such as `pin message 1`; what goes wrong next with them. */
  const followed: string[] = [];
  const followTroubles: unknown[] = [];
  /** Posts that were put anew, by the same troubles. */
  const edited: { readonly messageId: string; readonly card: Card }[] = [];
  const follow = (what: string) => {
    if (followTroubles.length > 0) throw followTroubles.shift();
    followed.push(what);
  };
  const lines: string[] = [];
  const sender: Sender = {
    async openDirect(memberId) {
      const trouble = directTroubles.shift();
      if (trouble) throw trouble;
      return `direct ${memberId}`;
    },
    async send(channelId, card, nonce) {
      payloadOf(card);
      const trouble = troubles.shift();
      if (refusing.has(channelId)) throw refusing.get(channelId);
      if (!trouble || trouble.arrives) sent.push({ at: bot.now(), channelId, card, nonce });
      if (trouble) throw trouble.error;
      return `message ${sent.length}`;
    },
    async edit(_channelId, messageId, card) {
      payloadOf(card);
      if (followTroubles.length > 0) throw followTroubles.shift();
      edited.push({ messageId, card });
    },
    async findSent(channelId, deliveryId, from) {
      looked.push(from);
      if (historyError) throw historyError;
      const at = sent.findIndex(
        one => one.channelId === channelId && JSON.stringify(payloadOf(one.card)).includes(deliveryId),
      );
      return at < 0 ? undefined : `message ${at + 1}`;
    },
    async startThread(_channelId, messageId, name) {
      follow(`thread ${messageId}: ${name}`);
      return messageId;
    },
    pin: async (_channelId, messageId) => follow(`pin ${messageId}`),
    unpin: async (_channelId, messageId) => follow(`unpin ${messageId}`),
    discordNow: async () => bot.now(),
  };
  const parts: DeliveryParts = {
    db: bot.db,
    sender,
    curriculum: () => bot.curriculum,
    now: bot.now,
    log: createLog('trace', { write: line => void lines.push(line) }),
    leaseSeconds: 30,
    // The longest wait: one that chance makes as short as nothing would be over within the same run.
    random: () => 1,
  };
  return {
    ...bot,
    parts,
    sent,
    looked,
    refusing,
    followed,
    followTroubles,
    edited,
    directTroubles,
    lines,
    /**
     * A cohort of the first lessons of a pathway, one each weekday at 09:00 UTC from today on, as if made at midnight. Answers its id.
     * Its plan is `weekdays` and `lessons` alone; other facts are those of its row. Without a daily quiz, unless questions are asked for.
     */
    async addCohort(facts: CohortFacts = {}): Promise<string> {
      const { lessons = 12, weekdays = DEFAULT_WEEKDAYS, ...row } = facts;
      const id = randomBytes(8).toString('hex');
      const start = dayIn('UTC', bot.now());
      const taught = bot.curriculum.pathways.get('infrastructure')?.lessons.slice(0, lessons) ?? [];
      const { inputs, days } = planOfLessons({ start, lessons: taught, weekdays });
      const cohort = {
        guildId: bot.guildId,
        id,
        name: `Cohort ${id}`,
        pathwayId: 'infrastructure',
        channelId: bot.channelId,
        roleId: null,
        zone: 'UTC',
        postTime: '09:00',
        startDay: start,
        nextDueAt: bot.now(),
        createdAt: new Date(`${start}T00:00Z`),
        dailyQuestions: 0,
        ...row,
      };
      await addCohort(bot.db, { cohort, inputs, days, actorId: 'admin' });
      return id;
    },
    /** What the minute's tick does, as if every lease and every pause had run out before. */
    async tickAt(instant: string | Date): Promise<void> {
      bot.moveTo(instant instanceof Date ? instant.toISOString() : instant);
      await bot.sql`update deliveries set lease_until = null, retry_at = null`;
      await postDue(parts, () => false);
    },
    fails(error: unknown, { arrives = false } = {}) {
      troubles.push({ error, arrives });
    },
    historyFails(error: unknown) {
      historyError = error;
    },
    decide: () => decideDue(bot.db, bot.now()),
    deliver: (isStopping = () => false) => deliverDue(parts, isStopping),
    /** What a tick does once it has read the time. */
    runDue: () => postDue(parts, () => false),
    /** As if every lease and every pause had run out. */
    forgetWaits: () => bot.sql`update deliveries set lease_until = null, retry_at = null`,
    ledger: () => bot.sql<
      { state: string; attempts: number; reason: string | null; tried: boolean; message: string | null }[]
    >`
      select state, attempts, reason, tried, message_id as message from deliveries order by study_day, cohort_id`,
    newName: () => `Cohort ${randomBytes(4).toString('hex')}`,
  };
}
