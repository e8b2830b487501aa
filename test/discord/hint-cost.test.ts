/** What a hint's button says is what it costs: never more, wherever and whenever the question is answered. */
import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { addQuiz } from '../../src/store/quizzes.ts';
import { answerShown } from '../support/answering.ts';
import { botAsking, lessonId } from '../support/asking.ts';
import { everyRow, type TestBot, type TestMember } from '../support/bot.ts';
import { postLesson } from '../support/posted.ts';
import { findButton, labelsOf, wordsOf } from '../support/shown.ts';

const dear = 'Hint (half the points)';

interface World {
  readonly bot: TestBot;
  readonly cohortId: string;
  readonly post: (hoursAgo?: number) => Promise<void>;
}
type Step = (member: TestMember, world: World) => Promise<unknown>;

async function openWorld(): Promise<World> {
  const bot = await botAsking('single');
  const cohortId = await bot.startCohort('Autumn');
  // A lesson of this week: practice has its study day.
  await postLesson(bot, cohortId, 'db/normal-forms');
  const post = (hoursAgo = 3) =>
    postLesson(bot, cohortId, lessonId, new Date(bot.now().getTime() - hoursAgo * 3_600_000));
  return { bot, cohortId, post };
}

const join: Step = member => member.runs('join');
const fail: Step = async (member, { bot }) =>
  answerShown(bot, member, await member.runs('quiz', { lesson: lessonId }), 'wrong');
/** The cohort's daily quiz opens with the question. */
async function openDaily({ bot, cohortId }: World): Promise<void> {
  const [question] = bot.curriculum.lessons.get(lessonId)?.questions ?? [];
  await addQuiz(bot.db, {
    ...{ guildId: bot.guildId, id: 'daily', kind: 'daily', cohortId, studyDay: '2026-11-20', seed: 's' },
    ...{ questionIds: [`${lessonId}#${question?.id}`], openedAt: bot.now() },
    closesAt: new Date(bot.now().getTime() + 3_600_000),
  });
}
const practise = (member: TestMember) => member.runs('quiz', { lesson: lessonId });
const takeDaily = (member: TestMember) => member.forges('quiz:next:daily');

interface Case {
  readonly label: string;
  /** Points with the hint, and without one. */
  readonly pays: readonly [number, number];
  readonly world?: (world: World) => Promise<unknown>;
  readonly before?: readonly Step[];
  readonly after?: (world: World) => Promise<unknown>;
  /** Where the button is found. */
  readonly asks?: (member: TestMember) => Promise<Reply>;
  /** What comes between the hint and the answer. */
  readonly between?: (world: World, members: readonly TestMember[]) => Promise<unknown>;
  /** Where it is answered, if elsewhere. */
  readonly answers?: (member: TestMember) => Promise<Reply>;
}

const twoDaysOn = async ({ bot }: World) => bot.moveTo('2026-11-22T12:00:00Z');
const unplan = ({ bot }: World) => bot.sql`delete from plan_days where lesson_id = ${lessonId}`;
const leave: Step = member => member.runs('leave');
const cases: Readonly<Record<string, Case>> = {
  'never answered, in time': { label: dear, pays: [5, 10], world: ({ post }) => post(), before: [join] },
  'never answered, late': { label: dear, pays: [3, 5], world: ({ post }) => post(96), before: [join] },
  'never answered, not posted yet, answered before it is': { label: dear, pays: [1, 1], before: [join] },
  'never answered, not posted yet, answered once it is': {
    ...{ label: dear, pays: [5, 10], before: [join], between: ({ post }) => post(0) },
  },
  'never answered, not in the plan, asked by the daily quiz all the same': {
    ...{ label: dear, pays: [5, 10], world: unplan, before: [join] },
    ...{ between: openDaily, answers: takeDaily },
  },
  'never answered, in no cohort': { label: dear, pays: [5, 10] },
  'never answered, in no cohort, and joined before the answer': {
    ...{ label: dear, pays: [5, 10], world: ({ post }) => post() },
    between: (world, members) => Promise.all(members.map(one => join(one, world))),
    answers: practise,
  },
  'never answered, alone': {
    ...{ label: dear, pays: [5, 10] },
    before: [member => member.runs('solo start', { pathway: 'backend-mastery' })],
  },
  'never answered, in the daily quiz': {
    ...{ label: dear, pays: [5, 10], world: openDaily, before: [join], asks: takeDaily },
  },
  'never answered, taken ahead of the daily quiz': {
    ...{ label: dear, pays: [5, 10], before: [join], between: openDaily, answers: takeDaily },
  },
  'never answered, taken outside while the daily quiz is open': {
    ...{ label: dear, pays: [5, 10], world: openDaily, before: [join, leave], answers: takeDaily },
    between: (world, members) => Promise.all(members.map(one => join(one, world))),
  },
  'answered before, in time': {
    label: 'Hint',
    pays: [1, 1],
    world: ({ post }) => post(),
    before: [join, fail],
  },
  'answered before, late': {
    label: 'Hint',
    pays: [1, 1],
    world: ({ post }) => post(96),
    before: [join, fail],
  },
  'answered before its post': {
    ...{ label: 'Hint', pays: [1, 1], before: [join, fail], between: ({ post }) => post(0) },
  },
  'answered before, in no cohort': { label: 'Hint', pays: [1, 1], before: [fail] },
  'answered before, in the daily quiz': {
    ...{ label: 'Hint', pays: [1, 1], before: [join, fail], asks: takeDaily },
    after: openDaily,
  },
  'answered before, in a review': {
    ...{ label: 'Hint', pays: [2, 2], before: [join, fail], asks: member => member.runs('review') },
    after: twoDaysOn,
  },
};

test.each(Object.entries(cases))('%s', async (_, { label, pays, ...rest }) => {
  const world = await openWorld();
  const { bot } = world;
  const members = [bot.member('ada'), bot.member('lee')] as const;
  await rest.world?.(world);
  for (const member of members) for (const step of rest.before ?? []) await step(member, world);
  await rest.after?.(world);
  const asks = rest.asks ?? practise;
  const [adas, lees] = [await asks(members[0]), await asks(members[1])];
  const said = labelsOf(adas).filter(one => one.startsWith('Hint'));
  const hinted = await members[0].presses(adas, /^Hint/);
  await rest.between?.(world, members);
  const earned = await Promise.all(
    [hinted, lees].map(async (card, n) => {
      const member = members[n === 0 ? 0 : 1];
      const shown = rest.answers ? await rest.answers(member) : card;
      if (n === 0) expect.soft(wordsOf(shown)).toContain('Hint: this one is wrong: ');
      if (n === 0) expect.soft(labelsOf(shown).join()).not.toContain('Hint');
      const right = wordsOf(await answerShown(bot, member, shown, 'right'));
      const points = Number(/\*\*Right\.\*\* \+(\d+) point/.exec(right)?.[1]);
      expect.soft(right.includes('With a hint, half the points.')).toBe(n === 0 && points < pays[1]);
      return points;
    }),
  );
  expect({ said, earned }).toEqual({ said: [label], earned: pays });
});

test('asked again and again, in whatever quiz and by whomever, a question has one hint', async () => {
  const { bot, post } = await openWorld();
  const hints = new Set<string | undefined>();
  await post();
  for (const name of ['ada', 'lee']) {
    const member = bot.member(name);
    await member.runs('join');
    for (let n = 0; n < 6; n += 1) {
      const card = await member.forges(`quiz:start:${lessonId}`);
      expect.soft(labelsOf(card).includes(dear)).toBe(n === 0);
      expect.soft(wordsOf(card).includes('You took this hint before.')).toBe(n > 0);
      const shown = n === 0 ? await member.presses(card, dear) : card;
      hints.add(/Hint: .*/.exec(wordsOf(shown))?.[0]);
    }
  }
  expect(hints.size).toBe(1);
  // Once it is answered, the hint of then is over: another quiz offers it anew, for nothing.
  const ada = bot.member('ada');
  await answerShown(bot, ada, await practise(ada), 'right');
  const again = await ada.forges(`quiz:start:${lessonId}`);
  expect(labelsOf(again)).toContain('Hint');
  expect(wordsOf(again)).not.toContain('Hint: ');
  expect([...hints][0]).toMatch(/this one is wrong/);
});

test('an older button that said “Hint” takes none where it would cost: it says so, and the true one comes', async () => {
  const { bot, post } = await openWorld();
  await post();
  const ada = bot.member('ada');
  await ada.runs('join');
  const old = findButton(await practise(ada), dear).replace(/\.half$/, '');
  const before = await everyRow(bot);
  const said = await ada.forges(old);
  expect(await everyRow(bot)).toBe(before);
  expect(wordsOf(said)).toMatch(/^A hint for this question halves the points of your first answer\./);
  expect(wordsOf(said)).not.toContain('Hint: ');
  const hinted = await ada.presses(said, dear);
  expect(wordsOf(await answerShown(bot, ada, hinted, 'right'))).toContain('**Right.** +5 points.');
});
