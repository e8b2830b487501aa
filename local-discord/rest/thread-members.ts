/** Routes about who is in a thread. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { memberJson, threadMemberJson } from '../project/guild.ts';
import { isInThread, joinThread, leaveThread } from '../state/threads.ts';
import type { Channel, Thread } from '../state/world.ts';
import { refuse } from './errors.ts';
import { botOf, type Call, channelOf, demand, nothing, ok, param, type Route, route } from './route.ts';

const all = '/channels/:channel/thread-members';
const own = `${all}/@me`;
const one = `${all}/:user`;

export const threadMemberRoutes: readonly Route[] = [
  route('PUT', own, call => add(call, botOf(call.state))),
  route('DELETE', own, call => remove(call, botOf(call.state))),
  route('PUT', one, call => {
    const { channel } = openThread(call);
    demand(call, channel, P.SendMessagesInThreads);
    const guild = call.state.world.guilds.get(channel.guildId ?? '');
    if (!guild?.members.has(param(call, 'user'))) throw refuse(10007);
    return add(call, param(call, 'user'));
  }),
  route('DELETE', one, call => {
    const { channel, thread } = openThread(call);
    if (thread.ownerId !== botOf(call.state) || channel.type !== 12) demand(call, channel, P.ManageThreads);
    return remove(call, param(call, 'user'));
  }),
  route('GET', all, call => {
    const { channel, thread } = threadOf(call);
    return ok((thread.members ?? []).map(member => shown(call, channel, member)));
  }),
  route('GET', one, call => {
    const { channel, thread } = threadOf(call);
    const wanted = param(call, 'user') === '@me' ? botOf(call.state) : param(call, 'user');
    const member = thread.members?.find(m => m.userId === wanted);
    if (!member) throw refuse(10007);
    return ok(shown(call, channel, member));
  }),
];

function threadOf(call: Call): { readonly channel: Channel; readonly thread: Thread } {
  const channel = channelOf(call);
  if (!channel.thread) throw refuse(50024);
  return { channel, thread: channel.thread };
}

function openThread(call: Call) {
  const found = threadOf(call);
  if (found.thread.archived) throw refuse(50083);
  return found;
}

function add(call: Call, userId: string) {
  const { channel, thread } = openThread(call);
  joinThread(call.state, channel, thread, userId);
  return nothing;
}

function remove(call: Call, userId: string) {
  const { channel, thread } = openThread(call);
  if (isInThread(thread, userId)) leaveThread(call.state, channel, thread, userId);
  return nothing;
}

function shown(call: Call, channel: Channel, member: NonNullable<Thread['members']>[number]) {
  const guildMember = call.state.world.guilds.get(channel.guildId ?? '')?.members.get(member.userId);
  const whole = call.query.get('with_member') === 'true' && guildMember;
  return {
    ...threadMemberJson(channel.id, member),
    ...(whole && { member: memberJson(call.state, guildMember) }),
  };
}
