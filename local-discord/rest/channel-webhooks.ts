/** Webhooks of channels: made by bots that may, looked at and removed by them or by whoever holds the token. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { userJson } from '../project/user.ts';
import { newId, type State, tell } from '../state/state.ts';
import type { Channel, Webhook } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { fault, snowflake, text } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { demandInGuild } from './members.ts';
import {
  botOf,
  type Call,
  channelOf,
  demand,
  guildOf,
  nothing,
  ok,
  param,
  type Route,
  route,
} from './route.ts';

const one = '/webhooks/:webhook';
const withToken = '/webhooks/:application/:token';

export const channelWebhookRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/webhooks', create),
  route('GET', '/channels/:channel/webhooks', call => {
    const channel = channelOf(call);
    demand(call, channel, P.ManageWebhooks);
    return ok((channel.webhooks ?? []).map(hook => webhookJson(call.state, { channel, hook })));
  }),
  route('GET', '/guilds/:guild/webhooks', call => {
    const guild = guildOf(call);
    demandInGuild(call, guild, P.ManageWebhooks);
    const channels = [...call.state.world.channels.values()].filter(c => c.guildId === guild.id);
    return ok(
      channels.flatMap(channel =>
        (channel.webhooks ?? []).map(hook => webhookJson(call.state, { channel, hook })),
      ),
    );
  }),
  route('GET', one, call => ok(webhookJson(call.state, managed(call)))),
  route('PATCH', one, call => change(call, managed(call))),
  route('DELETE', one, call => remove(call, managed(call))),
  route('GET', withToken, call => ok(webhookJson(call.state, held(call), false)), 'token'),
  route('PATCH', withToken, call => change(call, held(call)), 'token'),
  route('DELETE', withToken, call => remove(call, held(call)), 'token'),
];

export interface Found {
  readonly channel: Channel;
  readonly hook: Webhook;
}

function find({ world }: State, id: string): Found | undefined {
  for (const channel of world.channels.values()) {
    const hook = channel.webhooks?.find(w => w.id === id);
    if (hook) return { channel, hook };
  }
  return undefined;
}

/** The webhook that path and token mean; undefined when the path means none. Throws 50027 for a wrong token. */
export function webhookWithToken(call: Call): Found | undefined {
  const id = param(call, 'application');
  // Nearly always it is an interaction's: no need to look.
  const found = id === botOf(call.state) ? undefined : find(call.state, id);
  if (found && found.hook.token !== param(call, 'token')) throw refuse(50027);
  return found;
}

function held(call: Call): Found {
  const found = webhookWithToken(call);
  if (!found) throw refuse(10015);
  return found;
}

function managed(call: Call): Found {
  const found = find(call.state, param(call, 'webhook'));
  if (!found) throw refuse(10015);
  demand(call, found.channel, P.ManageWebhooks);
  return found;
}

const name = text(1, 80).refine(
  said => !/clyde|discord/i.test(said),
  fault('USERNAME_INVALID_CONTAINS', 'Username cannot contain "clyde" or "discord"'),
);
/** Pictures are taken and not kept: everybody here looks alike. */
const avatar = z.string().nullish();

function create(call: Call) {
  const { state } = call;
  const channel = channelOf(call);
  const body = check(z.strictObject({ name, avatar }), call.body);
  if (![0, 2, 5, 15].includes(channel.type)) throw refuse(50024);
  demand(call, channel, P.ManageWebhooks);
  const before = channel.webhooks ?? [];
  if (before.length >= 15) throw refuse(30007);
  const secret = Array.from({ length: 7 }, () => state.random().toString(36).slice(2, 12)).join('');
  const hook = { id: newId(state), token: secret, name: body.name, ownerId: botOf(state) };
  keep(state, channel, [...before, hook]);
  return ok(webhookJson(state, { channel, hook }));
}

function change(call: Call, { channel, hook }: Found) {
  const { state } = call;
  const body = check(
    z.strictObject({ name: name.optional(), avatar, channel_id: snowflake.nullish() }),
    call.body,
  );
  const target = state.world.channels.get(body.channel_id ?? channel.id);
  if (!target || target.guildId !== channel.guildId) throw refuse(10003);
  const after = { ...hook, name: body.name ?? hook.name };
  if (target.id !== channel.id) keep(state, channel, without(channel, hook));
  keep(state, target, [...without(target, hook), after]);
  return ok(webhookJson(state, { channel: target, hook: after }));
}

function remove({ state }: Call, { channel, hook }: Found) {
  keep(state, channel, without(channel, hook));
  return nothing;
}

function without({ webhooks = [] }: Channel, { id }: Webhook): readonly Webhook[] {
  return webhooks.filter(w => w.id !== id);
}

function keep(state: State, { id }: Channel, webhooks: readonly Webhook[]): void {
  const channel = state.world.channels.get(id);
  if (!channel) return;
  const changed = { ...channel, webhooks };
  state.world.channels.set(id, changed);
  tell(state, { kind: 'webhooks-changed', channel: changed });
}

/** Whoever only holds the token isn't told who made it. */
function webhookJson(state: State, { channel, hook }: Found, whole = true) {
  return {
    id: hook.id,
    type: 1,
    name: hook.name,
    avatar: null,
    channel_id: channel.id,
    ...(channel.guildId !== undefined && { guild_id: channel.guildId }),
    application_id: botOf(state),
    token: hook.token,
    url: `${state.address()}/api/webhooks/${hook.id}/${hook.token}`,
    ...(whole && { user: userJson(state, hook.ownerId) }),
  };
}
