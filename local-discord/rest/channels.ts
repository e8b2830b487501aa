/** Routes of channels: made, changed, closed, opened to some and not to others. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { channelJson } from '../project/guild.ts';
import {
  addChannel,
  changeChannel,
  directChannel,
  findDirect,
  removeChannel,
  removeOverwrite,
  setOverwrite,
} from '../state/guilds.ts';
import { check } from '../validate/check.ts';
import { bits, list, snowflake, text, wholeNumber } from '../validate/parts.ts';
import { invalidForm, refuse } from './errors.ts';
import { forumAfter, forumFields } from './forums.ts';
import { demandInGuild } from './members.ts';
import { archiveAfter } from './new-thread.ts';
import {
  botOf,
  type Call,
  channelOf,
  created,
  demand,
  guildOf,
  nothing,
  ok,
  param,
  type Route,
  route,
} from './route.ts';
import { changeThread } from './threads.ts';

export const channelRoutes: readonly Route[] = [
  route('GET', '/guilds/:guild/channels', call => {
    const guild = guildOf(call);
    const channels = [...call.state.world.channels.values()].filter(c => c.guildId === guild.id && !c.thread);
    return ok(channels.map(c => channelJson(call.state, c)));
  }),
  route('POST', '/guilds/:guild/channels', create),
  route('PATCH', '/guilds/:guild/channels', move),
  route('GET', '/channels/:channel', call => ok(channelJson(call.state, channelOf(call)))),
  route('PATCH', '/channels/:channel', change),
  route('DELETE', '/channels/:channel', close),
  route('PUT', '/channels/:channel/permissions/:overwrite', putOverwrite),
  route('DELETE', '/channels/:channel/permissions/:overwrite', call => {
    const channel = channelOf(call);
    demand(call, channel, P.ManageRoles);
    removeOverwrite(call.state, channel, param(call, 'overwrite'));
    return nothing;
  }),
  route('POST', '/users/@me/channels', openDirect),
];

const overwrite = z.strictObject({
  type: z.union([z.literal(0), z.literal(1)]),
  allow: bits.nullish(),
  deny: bits.nullish(),
});

const newChannel = z.strictObject({
  name: text(1, 100),
  // Text, voice (to write in), category, announcements, forum: stages and media channels aren't here.
  type: z.literal([0, 2, 4, 5, 15]).nullish(),
  topic: text(0, 4096).nullish(),
  parent_id: snowflake.nullish(),
  position: z.int().nullish(),
  nsfw: z.boolean().nullish(),
  rate_limit_per_user: wholeNumber(0, 21_600).nullish(),
  permission_overwrites: z.array(overwrite.extend({ id: snowflake })).nullish(),
  default_auto_archive_duration: archiveAfter,
  ...forumFields,
});

function create(call: Call) {
  const guild = guildOf(call);
  const body = check(newChannel, call.body);
  demandTopic(body.topic, body.type ?? 0);
  demandInGuild(call, guild, P.ManageChannels);
  const channel = addChannel(call.state, {
    // Voice channels and categories keep capitals and spaces.
    name: body.type === 4 || body.type === 2 ? body.name : body.name.toLowerCase().replaceAll(' ', '-'),
    type: body.type ?? 0,
    guildId: guild.id,
    topic: body.topic ?? null,
    parentId: body.parent_id ?? null,
    overwrites: (body.permission_overwrites ?? []).map(filledIn),
    ...(body.position != null && { position: body.position }),
    ...(body.nsfw != null && { nsfw: body.nsfw }),
    ...(body.rate_limit_per_user != null && { slowmode: body.rate_limit_per_user }),
    ...(body.type === 15 && { forum: forumAfter(call.state, body, undefined) }),
  });
  return created(channelJson(call.state, channel));
}

/** Throws 50035: only a forum's guidelines may be longer than 1024 characters. */
function demandTopic(topic: string | null | undefined, type: number): void {
  if (type !== 15 && [...(topic ?? '')].length > 1024)
    throw invalidForm([
      { path: ['topic'], code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 1024 or fewer in length.' },
    ]);
}

const channelChange = newChannel
  .partial()
  // discord.js sends it along with a moved channel; the overwrites come with it.
  .extend({ flags: z.int().nullish(), lock_permissions: z.boolean().nullish() });

function change(call: Call) {
  const channel = channelOf(call);
  if (channel.thread) return changeThread(call, channel, channel.thread);
  const body = check(channelChange, call.body);
  demand(call, channel, P.ManageChannels);
  if (channel.guildId === undefined) throw refuse(50024);
  demandTopic(body.topic, channel.type);
  const after = changeChannel(call.state, channel, {
    name: body.name ?? channel.name,
    topic: body.topic === undefined ? channel.topic : body.topic,
    parentId: body.parent_id === undefined ? channel.parentId : body.parent_id,
    position: body.position ?? channel.position,
    ...(body.nsfw != null && { nsfw: body.nsfw }),
    ...(body.rate_limit_per_user != null && { slowmode: body.rate_limit_per_user }),
    ...(body.flags != null && { flags: body.flags }),
    ...(channel.type === 15 && { forum: forumAfter(call.state, body, channel.forum) }),
    overwrites: body.permission_overwrites?.map(filledIn) ?? channel.overwrites,
  });
  return ok(channelJson(call.state, after));
}

const places = list(
  z.strictObject({
    id: snowflake,
    position: wholeNumber(0, 1000).nullish(),
    parent_id: snowflake.nullish(),
    lock_permissions: z.boolean().nullish(),
  }),
  1,
  500,
);

function move(call: Call) {
  const guild = guildOf(call);
  const wanted = check(places, call.body);
  demandInGuild(call, guild, P.ManageChannels);
  const channelIn = (id: string) => {
    const channel = call.state.world.channels.get(id);
    if (channel?.guildId !== guild.id) throw refuse(10003);
    return channel;
  };
  // All of them or none.
  for (const { id } of wanted) channelIn(id);
  for (const { id, position, parent_id: parentId } of wanted) {
    const channel = channelIn(id);
    changeChannel(call.state, channel, {
      position: position ?? channel.position,
      ...(parentId !== undefined && { parentId }),
    });
  }
  return nothing;
}

function close(call: Call) {
  const channel = channelOf(call);
  // A direct conversation is only put away: it is there again when it is opened again.
  if (channel.guildId !== undefined) {
    demand(call, channel, channel.thread ? P.ManageThreads : P.ManageChannels);
    removeChannel(call.state, channel);
  }
  return ok(channelJson(call.state, channel));
}

function putOverwrite(call: Call) {
  const channel = channelOf(call);
  // discord.js repeats the id in the body.
  const body = check(overwrite.extend({ id: snowflake.optional() }), call.body);
  demand(call, channel, P.ManageRoles);
  setOverwrite(call.state, channel, filledIn({ ...body, id: param(call, 'overwrite') }));
  return nothing;
}

function filledIn({ id, type, allow, deny }: z.infer<typeof overwrite> & { readonly id: string }) {
  return { id, type, allow: allow ?? '0', deny: deny ?? '0' };
}

/** Whether the other side takes messages shows only when one is sent. */
function openDirect(call: Call) {
  const { recipient_id: id } = check(z.strictObject({ recipient_id: snowflake }), call.body);
  const { state, limits } = call;
  const user = state.world.users.get(id);
  if (!user || id === botOf(state)) throw refuse(10013);
  // A bot can't talk with another bot.
  if (user.bot) throw refuse(50007);
  if (!findDirect(state, id) && !limits.mayOpenDirect()) throw refuse(40003);
  return ok(channelJson(state, directChannel(state, id)));
}
