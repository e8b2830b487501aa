/** The part of the control address that makes and shows guilds, channels, roles, members and messages. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { demandPerson } from '../actor/person.ts';
import { channelsByGuild } from '../project/guild.ts';
import { messageJson } from '../project/message.ts';
import {
  addBot,
  addChannel,
  addGuild,
  changeChannel,
  removeBot,
  removeChannel,
  removeOverwrite,
  setOverwrite,
} from '../state/guilds.ts';
import { findMentions } from '../state/mentions.ts';
import { addMessage, messagesOf } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import { enterThread } from '../state/threads.ts';
import type { Channel, Guild } from '../state/world.ts';
import { ControlError } from './errors.ts';
import { memberJson, roleJson } from './people.ts';
import {
  bits,
  type ControlCall,
  type ControlRoute,
  channelIn,
  guildIn,
  name,
  numberIn,
  read,
} from './route.ts';

export const worldRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/world', run: ({ state }) => worldJson(state) },
  {
    method: 'POST',
    path: '/guilds',
    run(call) {
      const body = read(
        call,
        z.strictObject({ name, bot: z.boolean().default(true), permissions: bits.optional() }),
      );
      const { id } = addGuild(call.state, body.name);
      if (body.bot) invite(call.state, id, body.permissions);
      return guildJson(call.state, guildIn({ ...call, params: { guild: id } }));
    },
  },
  {
    method: 'POST',
    path: '/guilds/:guild/channels',
    run(call) {
      const shape = {
        name,
        type: z.literal([0, 2, 4, 5, 15]).default(0),
        topic: z.string().optional(),
        parent: z.string().optional(),
      };
      const { parent = null, topic = null, ...body } = read(call, z.strictObject(shape));
      return channelJson(
        addChannel(call.state, { ...body, topic, parentId: parent, guildId: guildIn(call).id }),
      );
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    run(call) {
      const channel = channelIn(call);
      const body = read(call, z.strictObject({ name: name.optional() }));
      return channelJson(changeChannel(call.state, channel, { name: body.name ?? channel.name }));
    },
  },
  { method: 'DELETE', path: '/channels/:channel', run: call => removeChannel(call.state, channelIn(call)) },
  {
    method: 'PUT',
    path: '/guilds/:guild/bot',
    run: call =>
      invite(
        call.state,
        guildIn(call).id,
        read(call, z.strictObject({ permissions: bits.optional() })).permissions,
      ),
  },
  { method: 'DELETE', path: '/guilds/:guild/bot', run: call => removeBot(call.state, guildIn(call).id) },
  {
    method: 'PUT',
    path: '/channels/:channel/overwrites/:id',
    run(call) {
      const shape = {
        type: z.union([z.literal(0), z.literal(1)]),
        allow: bits.default('0'),
        deny: bits.default('0'),
      };
      setOverwrite(call.state, channelIn(call), {
        id: call.params.id ?? '',
        ...read(call, z.strictObject(shape)),
      });
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/overwrites/:id',
    run: call => void removeOverwrite(call.state, channelIn(call), call.params.id ?? ''),
  },
  { method: 'GET', path: '/channels/:channel/messages', run: seenMessages },
  { method: 'POST', path: '/channels/:channel/messages', run: writeAsMember },
];

function invite(state: State, guildId: string, permissions: string | undefined): void {
  addBot(state, guildId, permissions === undefined ? undefined : BigInt(permissions));
}

/** What a member sees in a channel, oldest first; what is only for others is not among it. */
function seenMessages(call: ControlCall) {
  const channel = channelIn(call);
  const as = call.query.get('as') ?? '';
  const limit = numberIn(call, 'limit', 100);
  const { world } = call.state;
  if (!world.users.has(as)) throw new ControlError('Say as which member to look: ?as=ID.');
  if (!may(world, channel, as, P.ViewChannel))
    throw new ControlError('This member cannot see that channel.', 403);
  const seen = messagesOf(call.state, channel.id).filter(m => m.onlyFor === undefined || m.onlyFor === as);
  const readable = may(world, channel, as, P.ReadMessageHistory) ? seen : seen.filter(m => m.onlyFor === as);
  return readable.slice(limit === 0 ? readable.length : -limit).map(m => messageJson(call.state, m, as));
}

/** A member writes something: ordinary text, as far as they may. */
function writeAsMember(call: ControlCall) {
  const { state } = call;
  const channel = channelIn(call);
  const body = read(call, z.strictObject({ as: z.string(), content: z.string().trim().min(1).max(2000) }));
  demandPerson(state, body.as);
  if ([4, 15, 16].includes(channel.type))
    throw new ControlError('Nothing is written in that kind of channel.');
  const needed = P.ViewChannel | (channel.thread ? P.SendMessagesInThreads : P.SendMessages);
  if (!may(state.world, channel, body.as, needed))
    throw new ControlError('This member cannot write there.', 403);
  if (channel.thread?.locked && !may(state.world, channel, body.as, P.ManageThreads))
    throw new ControlError('That thread is locked.', 403);
  demandPatience(state, channel, body.as);
  enterThread(state, channel, body.as);
  const mentions = findMentions(state, channel, body.as, body.content, undefined);
  return messageJson(
    state,
    addMessage(state, { channelId: channel.id, authorId: body.as, content: body.content, ...mentions }),
  );
}

/** Slowmode on the calendar, from which moderators are exempt. Source: "Channel Object" of Discord's documentation. */
function demandPatience(state: State, channel: Channel, as: string): void {
  const { slowmode = 0 } = channel;
  if (slowmode === 0 || [P.ManageMessages, P.ManageChannels].some(bit => may(state.world, channel, as, bit)))
    return;
  const last = messagesOf(state, channel.id).findLast(m => m.authorId === as && m.type === 0);
  if (last && state.now() - Date.parse(last.timestamp) < slowmode * 1000)
    throw new ControlError(`Slowmode is on: one message in ${slowmode} s.`, 403);
}

function worldJson(state: State) {
  const { application, guilds, channels } = state.world;
  const byGuild = channelsByGuild(state);
  const directs = [...channels.values()].filter(c => c.recipientId !== undefined);
  return {
    application,
    guilds: [...guilds.values()].map(guild => guildJson(state, guild, byGuild.get(guild.id))),
    directs: directs.map(c => ({ id: c.id, memberId: c.recipientId })),
  };
}

function guildJson(state: State, guild: Guild, given?: readonly Channel[]) {
  const channels = given ?? channelsByGuild(state).get(guild.id) ?? [];
  const { id, name, ownerId, botPresent } = guild;
  return {
    id,
    name,
    ownerId,
    botPresent,
    channels: channels.map(channelJson),
    roles: [...guild.roles.values()].map(roleJson),
    members: [...guild.members.values()].map(member => memberJson(state, member)),
  };
}

function channelJson({ id, name, type, parentId }: Channel) {
  return { id, name, type, parentId };
}
