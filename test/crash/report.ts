/** What a crash test tells: a table for people, one object for programs. */
import type { CrashReport } from './crash.ts';

/** Whether the bot kept its promise, and the test was hard enough to tell. */
export function isPassed({ lost, doubled, kills, killsInFlight }: Omit<Counts, 'posts'>): boolean {
  return lost === 0 && doubled === 0 && killsInFlight * 2 >= kills;
}

export interface Counts {
  readonly posts: number;
  readonly kills: number;
  readonly killsInFlight: number;
  readonly lost: number;
  readonly doubled: number;
}

export function countsOf({ posts, kills, killsInFlight, lost, doubled }: Counts): Counts {
  return { posts, kills, killsInFlight, lost, doubled };
}

/** Ends with `N passed, N failed`: posts delivered exactly once, and those that weren't; a run of kills that missed is one fault more. */
export function tableOf(report: CrashReport, seed: number): string {
  const isWeak = report.killsInFlight * 2 < report.kills;
  const lines: readonly (readonly [string, string | number])[] = [
    ['posts decided', report.posts],
    ['bots killed', report.kills],
    ['  with a post in flight', report.killsInFlight],
    ['  of these, message already there', report.killsAfterEffect],
    ['answers to posts', answersIn(report.answers)],
    ['Postgres killed', report.postgresKills],
    ['starts that failed', report.failedStarts],
    ['posts lost', report.lost],
    ['posts doubled', report.doubled],
    ['seconds', report.seconds.toFixed(1)],
    ['seed', seed],
  ];
  return [
    ...lines.map(([what, value]) => `${what.padEnd(36)}${value}`),
    ...report.wrong.map(id => `wrong: ${report.reasons.find(reason => reason.startsWith(id)) ?? id}`),
    ...(isWeak ? ['Fewer than half of the kills met a post in flight: this run proves nothing.'] : []),
    '',
    `${report.exactlyOnce} passed, ${report.wrong.length + (isWeak ? 1 : 0)} failed`,
  ].join('\n');
}

const answersIn = (answers: ReadonlyMap<number, number>): string =>
  [...answers]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status === 0 ? 'dropped' : status}: ${count}`)
    .join(', ');
