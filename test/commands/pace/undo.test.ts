import fc from 'fast-check';
import { expect, test } from 'vitest';
import { titleOfKey } from '../../../commands/pace/_titles.ts';
import { diffWords } from '../../../src/cards/plan-words.ts';
import { layOutPlan } from '../../../src/core/plan.ts';
import { heldBack } from '../../../src/core/plan-change.ts';
import { diffPlans } from '../../../src/core/plan-diff.ts';
import { inputsAfterMiss } from '../../../src/core/plan-misfire.ts';
import { addPlanVersion, findPlan } from '../../../src/store/plans.ts';
import { everyRow } from '../../support/bot.ts';
import '../../support/seed.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';
import { linesOf, stage } from './stage.ts';

test('the newest change is taken back at once, then the one before it, and never twice', async () => {
  const { lea, plan } = await stage();
  const days = [linesOf((await plan()).days)];
  for (const [line, options] of [
    ['pace shift', { days: 2 }],
    ['pace skip', { lesson: 'db/acid' }],
  ] as const) {
    await lea.presses(await lea.runs(line, options), 'Apply');
    days.push(linesOf((await plan()).days));
  }
  const first = await lea.runs('pace undo');
  expect(wordsOf(first)).toContain('## Taken back: “ACID: what a transaction promises” is left out');
  expect(labelsOf(first)).toEqual([]);
  expect(linesOf((await plan()).days)).toEqual(days[1]);
  await lea.runs('pace undo');
  expect(linesOf((await plan()).days)).toEqual(days[0]);
  const rows = await lea.runs('pace undo');
  expect(wordsOf(rows)).toContain('There is no change to take back');
  expect(await plan()).toMatchObject({ version: 5, cause: 'undo', reverts: 2 });
});

test('two moderators who take the same change back at once do it once', async () => {
  const { bot, lea, plan } = await stage();
  const old = linesOf((await plan()).days);
  await lea.presses(await lea.runs('pace shift', { days: 2 }), 'Apply');
  const max = bot.member('max', { owner: true });
  const words = (await Promise.all([lea.runs('pace undo'), max.runs('pace undo')])).map(wordsOf);
  expect(words.filter(one => one.includes('## Taken back'))).toHaveLength(1);
  expect(words.filter(one => one.includes('There is no change to take back'))).toHaveLength(1);
  expect(linesOf((await plan()).days)).toEqual(old);
  expect(await plan()).toMatchObject({ version: 3 });
});

test('a plan that was made before plans had units can be changed and taken back', async () => {
  const { lea, plan, sql } = await stage();
  const old = linesOf((await plan()).days);
  await sql`update plan_versions set inputs = '{"start": "2026-11-23", "weekdays": [1, 2, 3, 4, 5]}'`;
  await lea.presses(await lea.runs('pace skip', { lesson: 'Denormalize on purpose' }), 'Apply');
  expect(linesOf((await plan()).days)).toHaveLength(11);
  expect(wordsOf(await lea.runs('pace undo'))).toContain('## Taken back');
  expect(linesOf((await plan()).days)).toEqual(old);
});

test('after 24 hours a change stays', async () => {
  const { bot, lea, moveTo } = await stage();
  await lea.presses(await lea.runs('pace shift', { days: 2 }), 'Apply');
  moveTo('2026-11-21T07:00:01Z');
  const rows = await everyRow(bot);
  expect(wordsOf(await lea.runs('pace undo'))).toContain('more than 24 hours old');
  expect(await everyRow(bot)).toBe(rows);
});

test('when a post came in between, what would happen is shown first', async () => {
  const { bot, lea, plan, moveTo } = await stage();
  moveTo('2026-11-23T07:30:00Z');
  await lea.presses(await lea.runs('pace holiday', { date: '2026-11-25' }), 'Apply');
  const changed = linesOf((await plan()).days);
  moveTo('2026-11-23T08:00:30Z');
  await bot.tick();
  const shown = await lea.runs('pace undo');
  expect(wordsOf(shown)).toContain('## Preview: take back “a holiday on Wed 25 Nov 2026”');
  expect(wordsOf(shown)).toContain('1 post came since that change. What is posted stays.');
  expect(linesOf((await plan()).days)).toEqual(changed);
  await lea.presses(shown, 'Apply');
  expect(linesOf((await plan()).days)[2]).toBe('2026-11-25 db/entity-relationship-models');
  expect(await plan()).toMatchObject({ cause: 'undo', reverts: 2 });
});

test('an open pause that is taken back later goes on from the next day, and says so first', async () => {
  const { bot, lea, plan, cohort, moveTo } = await stage();
  moveTo('2026-11-23T07:30:00Z');
  await lea.presses(await lea.runs('pace pause'), 'Apply');
  moveTo('2026-11-23T20:00:00Z');
  expect(await bot.tick()).toEqual([]);
  const shown = await lea.runs('pace undo');
  expect(wordsOf(shown)).toContain('Days have passed since that change');
  await lea.presses(shown, 'Apply');
  expect(linesOf((await plan()).days)[0]).toBe('2026-11-24 db/subqueries-and-ctes');
  expect(await cohort()).toMatchObject({ state: 'running', nextDueAt: new Date('2026-11-24T08:00:00Z') });
});

test('what the machine left out since is kept', async () => {
  const { bot, lea, id, plan, guildId } = await stage();
  await lea.presses(await lea.runs('pace holiday', { date: '2026-11-27' }), 'Apply');
  const key = { guildId, id };
  const current = await findPlan(bot.db, key);
  if (!current) throw new Error('no plan');
  const inputs = inputsAfterMiss(current.inputs, { policy: 'skip', missed: ['db/acid'], decided: [] });
  await addPlanVersion(bot.db, key, {
    follows: current.version,
    inputs,
    days: layOutPlan(inputs).days,
    cause: 'skip',
    actorId: 'lockstep',
    now: bot.now(),
    nextDueAt: null,
  });
  const shown = await lea.runs('pace undo');
  expect(wordsOf(shown)).toContain(
    'The plan moved since for another reason, such as a post that could not come in time; that is kept.',
  );
  await lea.presses(shown, 'Apply');
  const lines = linesOf((await plan()).days);
  expect(lines).toHaveLength(11);
  expect(lines.some(line => line.includes('db/acid'))).toBe(false);
  expect(lines[4]).toBe('2026-11-27 db/denormalization');
});

test('a preview takes back only the change that it showed, even where a pause hides the dates', async () => {
  const { bot, lea, plan, moveTo } = await stage('2026-11-23T07:30:00Z');
  const max = bot.member('max', { owner: true });
  await lea.presses(await lea.runs('pace pause', { from: '2026-11-24' }), 'Apply');
  for (const lesson of ['db/acid', 'db/denormalization'])
    await lea.presses(await lea.runs('pace skip', { lesson }), 'Apply');
  moveTo('2026-11-23T08:00:30Z');
  await bot.tick();
  const [shown, other] = [await lea.runs('pace undo'), await max.runs('pace undo')];
  expect(labelsOf(shown)).toContain('Apply');
  await max.presses(other, 'Apply');
  expect(wordsOf(await lea.presses(shown, 'Apply'))).toContain(
    'The plan has moved on since the last preview',
  );
  expect((await plan()).inputs.skipped).toEqual(['db/acid']);
});

const dates = Array.from({ length: 20 }, (_, ahead) => `2026-11-${String(ahead + 11)}`);
const lessons = ['db/normal-forms', 'db/denormalization', 'db/query-plans', 'db/acid', 'db/window-functions'];
const anyChange = fc.oneof(
  fc.record({
    line: fc.constant('pace shift'),
    options: fc.record({ days: fc.integer({ min: -3, max: 9 }) }),
  }),
  fc.record({
    line: fc.constant('pace holiday'),
    options: fc.record({ from: fc.constantFrom(...dates), to: fc.constantFrom(...dates) }),
  }),
  fc.record({ line: fc.constant('pace skip'), options: fc.record({ lesson: fc.constantFrom(...lessons) }) }),
  fc.record({
    line: fc.constant('pace swap'),
    options: fc.record({ lesson: fc.constantFrom(...lessons), other: fc.constantFrom(...lessons) }),
  }),
  fc.record({
    line: fc.constant('pace insert'),
    options: fc.record({ day: fc.constantFrom(...dates), kind: fc.constantFrom('catch-up', 'review') }),
  }),
  fc.record({
    line: fc.constant('pace speed'),
    options: fc.record({ lessons: fc.integer({ min: 1, max: 5 }), from: fc.constantFrom(...dates) }),
  }),
  fc.record({ line: fc.constant('pace pause'), options: fc.record({ from: fc.constantFrom(...dates) }) }),
  fc.record({ line: fc.constant('pace resume'), options: fc.record({ on: fc.constantFrom(...dates) }) }),
);

test('however plans are changed, taking everything back brings every plan before it back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 6 }), async changes => {
      const { lea, plan, cohort, curriculum } = await stage();
      const stack: string[] = [];
      const state = async () => {
        const { inputs, days } = await plan();
        const { nextDueAt, state: running } = await cohort();
        return JSON.stringify([inputs, days, nextDueAt, running]);
      };
      for (const { line, options } of changes) {
        const unchanged = await state();
        const before = await plan();
        const shown = await lea.runs(line, options);
        expect(await state()).toBe(unchanged);
        if (!labelsOf(shown).includes('Apply')) continue;
        stack.push(unchanged);
        expect(wordsOf(await lea.presses(shown, 'Apply'))).toContain('## Done');
        expect(await state()).not.toBe(unchanged);
        const [was, is] = [before, await plan()].map(({ inputs }) =>
          heldBack(inputs, { decided: [], from: inputs.start }),
        );
        const diff = diffPlans(before.days, (await plan()).days, { before: was ?? [], after: is ?? [] });
        const moves = diffWords(diff, ({ key }) => titleOfKey(curriculum, key));
        for (const move of moves.filter(words => words.startsWith('**')))
          expect(wordsOf(shown)).toContain(move);
      }
      for (const was of stack.reverse()) {
        expect(wordsOf(await lea.runs('pace undo'))).toContain('## Taken back');
        expect(await state()).toBe(was);
      }
      expect(wordsOf(await lea.runs('pace undo'))).toContain('There is no change to take back');
    }),
    { numRuns: 25 },
  );
}, 60_000);
