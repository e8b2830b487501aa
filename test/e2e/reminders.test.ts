import { expect, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { connect } from '../../src/store/connect.ts';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { makeWorld, until, wordsOf } from './world.ts';

test('a reminder reaches who takes private messages, links to the lesson, and comes once; who takes none is told at their next command', async () => {
  const world = await makeWorld('2026-11-24T09:00:00Z');
  const { control, channelId: channel, guildId, ada, mira, database } = world;
  const { db, close } = connect(database.url);
  try {
    const bot = await world.start();
    const ben = (await control.addMember(guildId, { name: 'Ben' })).id;
    await control.changeMember(guildId, ben, { directMessages: false });
    const options = { name: 'Autumn', pathway: 'infrastructure', channel, zone: 'UTC' };
    await startCohort(control, { as: mira, channel, options });
    const isLesson = (message: unknown) => wordsOf(message).includes('Afterwards you can');
    const lesson = await until(
      async () => (await control.messages(channel, ada)).find(isLesson),
      'the lesson',
    );
    for (const memberId of [ada, ben]) {
      await control.command({ as: memberId, channel, name: 'join', options: {} });
      await setMemberSettings(db, { guildId, memberId }, { remindAt: '19:00' }, bot.clock.now());
    }
    const direct = async (of: string) =>
      (await control.world()).directs.find(({ memberId }) => memberId === of)?.id;
    const states = async () => {
      const rows = (await db.execute('select member_id, state from reminders')) as unknown as {
        member_id: string;
        state: string;
      }[];
      return Object.fromEntries(rows.map(row => [row.member_id, row.state]));
    };
    expect(await direct(ada)).toBeUndefined();

    await control.moveTo('2026-11-24T19:00:00Z');
    await until(
      async () =>
        Object.values(await states()).every(state => state === 'sent' || state === 'noted') &&
        Object.keys(await states()).length === 2,
      'both reminders',
    );
    expect(await states()).toEqual({ [ada]: 'sent', [ben]: 'noted' });
    const [message, ...more] = await control.messages((await direct(ada)) ?? '', ada);
    expect(more).toEqual([]);
    expect(wordsOf(message)).toContain('Today’s study');
    expect(JSON.stringify(message)).toContain(
      `https://discord.com/channels/${guildId}/${channel}/${lesson.id}`,
    );
    expect(await control.messages((await direct(ben)) ?? '', ben)).toEqual([]);

    // A bot that starts again looks back for two hours, and sends nothing a second time.
    await bot.stop();
    await world.start();
    await control.moveTo('2026-11-24T19:30:00Z');
    const told = await control.command({ as: ben, channel, name: 'today', options: {} });
    expect(wordsOf(told.message)).toContain('could not reach you');
    expect((told.message?.flags ?? 0) & 64).toBe(64);
    const again = await control.command({ as: ben, channel, name: 'today', options: {} });
    expect(wordsOf(again.message)).not.toContain('could not reach you');
    expect(await control.messages((await direct(ada)) ?? '', ada)).toHaveLength(1);
    expect(await control.problems()).toEqual([]);
  } finally {
    await close();
    await world.close();
  }
});
