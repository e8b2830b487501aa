import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openWorld, type TestWorld, token } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

/** Says something at the gateway and listens until the event. Everything that came, word for word. */
function heard(said: object, until: string): Promise<readonly string[]> {
  const socket = new WebSocket(`${world.discord.gateway}?v=10&encoding=json`);
  const texts: string[] = [];
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify(said)));
    socket.on('message', data => {
      texts.push(String(data));
      if (JSON.parse(String(data)).t !== until) return;
      socket.terminate();
      resolve(texts);
    });
  });
}

const named = (texts: readonly string[], t: string) => texts.filter(text => JSON.parse(text).t === t);

test('a bot that resumes hears of its guild in the very words of the first time, and then what changed since', async () => {
  const { control, guild, channel, mira } = world;
  const first = await heard({ op: 2, d: { token, intents: 1 } }, 'GUILD_CREATE');
  const [greeting] = named(first, 'READY').map(text => JSON.parse(text));

  const role = await control.addRole(guild.id, { name: 'moderator' });
  await control.changeMember(guild.id, mira, { roles: [role.id] });
  await control.addMember(guild.id, { name: 'Noor' });
  await control.renameChannel(channel, 'lobby');

  const resume = { token, session_id: greeting.d.session_id, seq: greeting.s };
  const again = await heard({ op: 6, d: resume }, 'RESUMED');
  expect(named(again, 'GUILD_CREATE')).toEqual(named(first, 'GUILD_CREATE'));
  expect(named(again, 'GUILD_ROLE_CREATE')).toHaveLength(1);
  expect(named(again, 'CHANNEL_UPDATE')).toHaveLength(1);
});
