/** The part of the control address that makes a large world at once. */
import { z } from 'zod';
import { addBot, addChannel, addGuild, addMember, addUser } from '../state/guilds.ts';
import { type ControlCall, type ControlRoute, read } from './route.ts';

export const bulkRoutes: readonly ControlRoute[] = [{ method: 'POST', path: '/world/bulk', run: make }];

const shape = z.strictObject({
  guilds: z.int().min(1).max(10_000),
  /** Of each guild, the owner and the bot not counted. */
  members: z.int().min(0).max(10_000).default(0),
  /** Of each guild, #general not counted. */
  channels: z.int().min(0).max(400).default(0),
  bot: z.boolean().default(true),
});

function make(call: ControlCall) {
  const { state } = call;
  const { guilds, members, channels, bot } = read(call, shape);
  // One text for those of the same name in all guilds: there may be millions of them.
  const names = Array.from({ length: members }, (_, at) => `Member ${at + 1}`);
  const ids = Array.from({ length: guilds }, (_, at) => {
    const guild = addGuild(state, `Guild ${at + 1}`);
    const { id } = guild;
    // After #general. With their places given, none is counted: that would look at all channels for each new one.
    for (let position = 1; position <= channels; position += 1)
      addChannel(state, { guildId: id, name: `channel-${position}`, type: 0, position });
    for (const name of names) addMember(state, guild, addUser(state, name).id, []);
    // Last, so that a bot that listens hears of a guild that is complete.
    if (bot) addBot(state, id);
    return id;
  });
  return { guilds: ids };
}
