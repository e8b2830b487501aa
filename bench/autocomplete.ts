/** How fast the bot offers what fits the letters typed so far, through the wire, beside a bare bot that offers a fixed list of 25. */
import { inFlight, type Timed } from './actor.ts';
import { openDatabase } from './database.ts';
import { holding } from './holding.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startBareBot, startLockstep, type World } from './world.ts';

/** What somebody types on the way to a lesson, a part, anything: prefixes, short forms, mistakes. */
const typed: Readonly<Record<string, readonly string[]>> = {
  lesson: ['w', 'win', 'window f', 'tls', 'tsl hand', 'indx', 'replic', 'n+1'],
  module: ['d', 'data', 'phase', 'step 3', 'reverse pr', 'autentication'],
  search: ['jwt', 'how does dns', 'slow query', 'kafak', 'cdn'],
};
const optionOf: Readonly<Record<string, string>> = { lesson: 'lesson', module: 'module', search: 'query' };

export async function benchAutocomplete({ members, rounds }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const database = await hold(openDatabase());
    const bare = await hold(openWorld(members));
    const world = await hold(openWorld(members));
    await hold(startLockstep(world.api, database.url, world.clockUrl));
    await hold(startBareBot(bare.api));
    const letters = Object.entries(typed).flatMap(([name, words]) =>
      words.map(word => [name, word] as const),
    );
    const ask = ({ actor, channel }: World, as: string, name: string, focused: string, value: string) =>
      actor.act({ type: 'autocomplete', as, channel, name, focused, value }, 'choices');
    const kinds = {
      bare: () =>
        inFlight(
          1,
          bare.members.map(
            (as, n) => () => ask(bare, as, 'look', 'word', letters[n % letters.length]?.[1] ?? ''),
          ),
        ),
      letters: () =>
        inFlight(
          1,
          world.members.map((as, n) => {
            const [name, word] = letters[n % letters.length] ?? ['lesson', ''];
            return () => ask(world, as, name, optionOf[name] ?? '', word);
          }),
        ),
      empty: () =>
        inFlight(
          1,
          world.members.map(as => () => ask(world, as, 'lesson', 'lesson', '')),
        ),
    };
    const all = { bare: [] as number[], letters: [] as number[], empty: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of round % 2 === 0
        ? (['bare', 'letters', 'empty'] as const)
        : (['empty', 'letters', 'bare'] as const)) {
        const timed: Timed = await kinds[kind]();
        // The first round warms up.
        if (round > 0) all[kind].push(...timed.ms);
      }
    }
    const row = (name: string, kind: 'letters' | 'empty', share: number, aim?: string): Row =>
      makeRow(
        name,
        'ms',
        { baseline: percentile(all.bare, share), ours: percentile(all[kind], share) },
        all[kind].length,
        aim,
      );
    return [
      row('autocomplete: letters typed, p50', 'letters', 0.5),
      row('autocomplete: letters typed, p99', 'letters', 0.99, '≤ 1.5×'),
      row('autocomplete: before the first letter, p50', 'empty', 0.5),
      row('autocomplete: before the first letter, p99', 'empty', 0.99, '≤ 1.5×'),
    ];
  });
}
