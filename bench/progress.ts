/** A board and a member's progress, as the bot answers them without a picture, with a thousand members in the database and with very many. */
import { pino } from 'pino';
import postgres from 'postgres';
import { readCurriculum } from '../src/curriculum/read.ts';
import { createDispatch } from '../src/discord/dispatch.ts';
import { loadCommands } from '../src/discord/load-commands.ts';
import { projectRoot } from '../src/root.ts';
import { connect } from '../src/store/connect.ts';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase } from './database.ts';
import { type Hold, holding } from './holding.ts';
import { addManyMembers, guildOf, memberName, now } from './many-members.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';

const few = 1_000;
const samples = 400;
const asked = {
  'the week’s board': { line: 'leaderboard', options: {} },
  'the board since the start': { line: 'leaderboard', options: { which: 'all' } },
  'a member’s progress': { line: 'progress', options: {} },
} as const;

/** The baseline is the same with a thousand members, measured in turn with it. */
export async function benchProgress({ manyMembers }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const sides = { baseline: await openHall(hold, few), ours: await openHall(hold, manyMembers) };
    const rows: Row[] = [];
    for (const [name, { line, options }] of Object.entries(asked)) {
      const ms = { baseline: [] as number[], ours: [] as number[] };
      for (let n = 0; n < samples; n += 1) {
        for (const side of ['baseline', 'ours'] as const) {
          const took = await sides[side](line, options, n);
          // The first ones warm up.
          if (n >= samples / 10) ms[side].push(took);
        }
      }
      for (const [word, share] of [
        ['p50', 0.5],
        ['p99', 0.99],
      ] as const) {
        const at = (values: readonly number[]) => percentile(values, share);
        rows.push(
          makeRow(
            `progress: ${name}, ${manyMembers} members beside ${few}, ${word}`,
            'ms',
            { baseline: at(ms.baseline), ours: at(ms.ours) },
            ms.ours.length,
            word === 'p99' ? '≤ 1.5×' : undefined,
          ),
        );
      }
    }
    return rows;
  });
}

type Ask = (line: string, options: Readonly<Record<string, string>>, n: number) => Promise<number>;

/** A bot without its wire, on a database of so many members; each ask comes from another of them, spread over all guilds. */
async function openHall(hold: Hold, members: number): Promise<Ask> {
  const { url } = await hold(openDatabase());
  await migrate(url);
  const { db } = await hold(Promise.resolve(connect(url)));
  const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await addManyMembers(db, sql, curriculum, members);
  await sql.end();
  const dispatch = createDispatch({
    commands: await loadCommands(),
    ...{ db, curriculum: () => curriculum, now: () => now, log: pino({ level: 'silent' }) },
  });
  return async (line, options, n) => {
    const member = Math.floor((n * members) / samples);
    const actor = {
      ...{ reference: '1', guildId: guildOf(member), channelId: 'channel', memberId: memberName(member) },
      ...{ roleIds: [], isOwner: false, isAdmin: false, place: 'server' as const },
    };
    const begun = performance.now();
    const reply = await dispatch.command(actor, line, options);
    const took = performance.now() - begun;
    if (reply.kind !== 'card' || reply.accent !== 'progress')
      throw new Error(`/${line} answered something else: ${JSON.stringify(reply).slice(0, 400)}`);
    return took;
  };
}
