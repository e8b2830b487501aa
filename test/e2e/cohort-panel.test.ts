import { expect, test } from 'vitest';
import { makeWorld, press, type World, wordsOf } from './world.ts';

const createPublicThreads = String(1n << 35n);
const everyone = { type: 0 } as const;

const openPanel = ({ control, mira, channelId }: World, channel: string) =>
  control.command({
    as: mira,
    channel: channelId,
    name: 'cohort',
    sub: ['create'],
    options: { name: 'Autumn', pathway: 'infrastructure', channel },
  });

test('what the bot may not do in a channel is told in the panel before anything is started there', async () => {
  const world = await makeWorld('2026-11-20T08:00:00Z');
  const { control, guildId, channelId, mira } = world;
  try {
    await world.start();
    await control.setOverwrite(channelId, guildId, { ...everyone, deny: createPublicThreads });
    const panel = await openPanel(world, channelId);
    const id = JSON.stringify(panel.message?.components).match(/cohort\/create:extras:[^"]*/)?.[0] ?? '';
    const threads = await control.component({
      as: mira,
      message: panel.message?.id ?? '',
      customId: id,
      values: ['threads'],
    });
    expect(wordsOf(threads.message)).toContain('I lack **Create Public Threads** there');
    expect(wordsOf((await press(world, mira, threads, 'Start this cohort')).message)).toContain(
      'I lack **Create Public Threads** there',
    );
    await control.setOverwrite(channelId, guildId, { ...everyone, deny: '0' });
    expect(wordsOf((await press(world, mira, threads, 'Start this cohort')).message)).toContain(
      '## Autumn is ready',
    );

    // A channel that is gone when the button is pressed is as good as one of another server.
    const other = (await control.addChannel(guildId, { name: 'other' })).id;
    const second = await control.command({
      as: mira,
      channel: channelId,
      name: 'cohort',
      sub: ['create'],
      options: { name: 'Winter', pathway: 'infrastructure', channel: other },
    });
    await control.removeChannel(other);
    expect(wordsOf((await press(world, mira, second, 'Start this cohort')).message)).toContain(
      'That channel is not one of this server',
    );
    expect(await control.problems()).toEqual([]);
  } finally {
    await world.close();
  }
});
