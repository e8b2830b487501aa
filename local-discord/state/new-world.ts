import { nextSnowflake } from './snowflake.ts';
import type { World } from './world.ts';

/** An empty world with an application, whose bot has the application's id. `now` is in milliseconds since 1970. */
export function newWorld(botName: string, now: number): World {
  // An application is older than the first thing that happens to it.
  const id = nextSnowflake('0', now - 1);
  return {
    format: 1,
    application: { id, name: botName },
    users: new Map([[id, { id, name: botName, bot: true }]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commands: new Map(),
    commandPermissions: new Map(),
    lastId: id,
    clock: { now, version: 0 },
  };
}
