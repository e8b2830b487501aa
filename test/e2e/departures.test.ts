import { expect, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { connect } from '../../src/store/connect.ts';
import { buttonsIn, makeWorld, until, wordsOf } from './world.ts';

test('who has left the server stands on no board a day later, and has their points again when they come back and join', async () => {
  const world = await makeWorld('2026-11-24T09:00:00Z');
  const { control, channelId: channel, guildId, ada, mira, database } = world;
  const { db, close } = connect(database.url);
  try {
    await world.start();
    const ben = (await control.addMember(guildId, { name: 'Ben' })).id;
    await startCohort(control, {
      ...{ as: mira, channel },
      options: { name: 'Autumn', pathway: 'infrastructure', channel, zone: 'UTC' },
    });
    const ask = async (as: string, name: string, options = {}) =>
      wordsOf((await control.command({ as, channel, name, options })).message);
    for (const as of [ada, ben]) await ask(as, 'join');
    const lesson = await until(
      async () =>
        (await control.messages(channel, ada)).find(one => wordsOf(one).includes('Afterwards you can')),
      'the lesson',
    );
    const customId = buttonsIn(lesson).find(one => one.label === 'I’ve done it')?.id ?? '';
    for (const as of [ada, ben]) await control.component({ as, message: lesson.id, customId });
    const stillIn = async () =>
      (await db.execute('select member_id from memberships where left_at is null'))
        .map(row => row.member_id)
        .sort();
    expect(await db.execute('select member_id from scores')).toHaveLength(2);
    expect(await stillIn()).toEqual([ada, ben].sort());

    await control.removeMember(guildId, ben);
    await control.moveTo('2026-11-25T10:00:00Z');
    await until(async () => (await stillIn()).length === 1, 'Ben to be missed');
    expect(await stillIn()).toEqual([ada]);
    const [own] = await db.execute(`select points from scores where member_id = '${ben}'`);

    await control.addMember(guildId, { user: ben });
    expect(await ask(ben, 'join')).toContain('Autumn');
    expect(await stillIn()).toEqual([ada, ben].sort());
    await control.moveTo('2026-11-27T10:00:00Z');
    await until(
      async () =>
        (await db.execute("select 1 from memberships where seen_at > '2026-11-27T00:00:00Z'")).length === 2,
      'both to be asked about again',
    );
    expect(await stillIn()).toEqual([ada, ben].sort());
    expect(await db.execute(`select points from scores where member_id = '${ben}'`)).toEqual([own]);
  } finally {
    await close();
    await world.close();
  }
});
