/** Draws pictures with the studio, or (WAY=here) in this very thread. Says the time of each, how late the event loop came meanwhile, and the memory early and late. */
import { setTimeout as sleep } from 'node:timers/promises';
import { layOutPlan } from '../../src/core/plan.ts';
import { newPlanInputs } from '../../src/core/plan-inputs.ts';
import { unitsByLesson } from '../../src/core/plan-units.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { draw } from '../../src/pictures/canvas.ts';
import { type FactsOf, type PictureKind, paintersByKind } from '../../src/pictures/painters.ts';
import { createStudio } from '../../src/pictures/studio.ts';
import { percentile } from '../row.ts';
import { report } from './report.ts';

const lessons = Array.from({ length: 57 }, (_, n) => ({
  ...{ lessonId: `net/lesson-${n}`, nodeId: 'net', minutes: 20, prerequisites: [] },
}));
const units = unitsByLesson([{ nodeId: 'net', pace: undefined, lessons }]);
const plan = layOutPlan(newPlanInputs({ start: asStudyDay('2026-11-23'), weekdays: [1, 2, 3, 4, 5], units }));

const factsByKind: { readonly [K in PictureKind]: FactsOf<K> } = {
  board: {
    ...{ title: 'Autumn', note: 'This week' },
    lines: Array.from({ length: 10 }, (_, n) => ({
      ...{ rank: n + 1, name: `Quiet Heron ${n}`, alias: 'Quiet Heron', points: 200 - 9 * n },
      ...{ isOwn: n === 7, hasGap: n === 5 },
    })),
  },
  calendar: {
    ...{ title: 'Autumn', zone: 'Europe/Rome', today: asStudyDay('2026-12-01'), rests: [] },
    days: plan.days.map(({ day, kind, lessonId }) => ({ day, kind, title: lessonId ?? '' })),
  },
  'insight-rows': {
    ...{ title: 'How questions do', note: '1,200 first answers' },
    rows: Array.from({ length: 10 }, (_, n) => ({
      ...{ number: n + 1, name: `Lesson number ${n}`, percent: n * 10, note: '120 answers' },
      wantsLook: n % 3 === 0,
    })),
  },
  'insight-choices': {
    ...{ title: 'Question 3', note: '120 first answers' },
    rows: Array.from({ length: 5 }, (_, n) => ({
      ...{ name: `Option ${n}`, right: n === 0, all: 20, top: 40 - n, bottom: n },
    })),
  },
  progress: {
    ...{ title: 'Mastering Backend Infrastructure', note: 'Autumn', streak: 57 },
    days: plan.days.map(({ day }, n) => ({ day, mark: n % 9 === 0 ? 'frozen' : 'kept' })),
    lessons: { here: 40, elsewhere: 8, total: 57 },
    topics: Array.from({ length: 8 }, (_, n) => ({ name: `Topic ${n}`, met: 40, right: 40 - n })),
  },
  certificate: {
    ...{ code: 'BCDFGHJKLM', name: 'Ada Lovelace', pathway: 'Mastering Backend Infrastructure', track: null },
    ...{ issued: '2027-03-12', lessons: { done: 49, total: 57 }, objectives: { held: 98, total: 120 } },
    ...{ projects: [], hours: 61 },
  },
  'cohort-report': {
    ...{ title: 'Autumn', onTrack: 31, catchingUp: 12, quiet: 7 },
    lessons: Array.from({ length: 15 }, (_, n) => ({
      ...{ title: `Lesson number ${n}`, done: 50 - n, of: 50, loses: n === 3 },
    })),
  },
};
const kinds = Object.keys(factsByKind) as PictureKind[];

const studio = createStudio({ mostWaiting: 16, patienceMs: 60_000, stuckMs: 60_000 });
const one = (kind: PictureKind): Promise<Uint8Array> => {
  const facts = factsByKind[kind] as never;
  if (process.env.WAY !== 'here') return studio.draw(kind, facts);
  const drawing = paintersByKind[kind](facts);
  return drawing ? draw(drawing) : Promise.reject(new Error(`${kind} could not be drawn.`));
};

const timed = async (kind: PictureKind): Promise<number> => {
  const began = performance.now();
  await one(kind);
  return performance.now() - began;
};

/** A beat a millisecond: how much later than that each comes. */
async function listenTo(work: () => Promise<unknown>): Promise<readonly number[]> {
  const delays: number[] = [];
  let isOver = false;
  const over = work().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const began = performance.now();
    await sleep(1);
    delays.push(Math.max(0, performance.now() - began - 1));
  }
  await over;
  return delays;
}

const rss = async (): Promise<number> => {
  for (let round = 0; round < 4; round += 1) {
    await sleep(250);
    globalThis.gc?.();
  }
  return process.memoryUsage.rss() / 1024 / 1024;
};

for (const kind of kinds) await one(kind);
const times: Record<string, number[]> = Object.fromEntries(kinds.map(kind => [kind, []]));
const delays = await listenTo(async () => {
  for (let n = 0; n < 50; n += 1) {
    const kind = kinds[n % kinds.length] ?? 'calendar';
    times[kind]?.push(await timed(kind));
  }
});
const pictures = Number(process.env.PICTURES);
const drawSome = async (many: number) => {
  for (let n = 0; n < many; n += 1) await one(kinds[n % kinds.length] ?? 'calendar');
  return rss();
};
// What the library frees isn't all given back at once: one look alone may be 20 MB off.
const tenths: number[] = [];
while (tenths.length < 10) tenths.push(await drawSome(pictures / 10));
const early = percentile(tenths.slice(1, 4), 0.5);
const late = percentile(tenths.slice(7), 0.5);
report({ times, delays, early, late }, () => studio.stop());
