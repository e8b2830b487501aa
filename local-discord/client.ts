/** A typed client for the control address of a local Discord: makes a world, acts as its members, moves its clock. */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIApplicationCommandPermission,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIThreadChannel,
} from 'discord-api-types/v10';
import type { Faults } from './rest/faults.ts';
import type { RateLimits } from './rest/limits.ts';
import type { RequestRecord } from './rest/requests.ts';

export interface SeenChannel {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly parentId: string | null;
}
export interface SeenRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: string;
}
export interface SeenMember {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly bot: boolean;
}
export interface SeenGuild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly botPresent: boolean;
  readonly channels: readonly SeenChannel[];
  readonly roles: readonly SeenRole[];
  readonly members: readonly SeenMember[];
}
export interface SeenWorld {
  readonly application: { readonly id: string; readonly name: string };
  readonly guilds: readonly SeenGuild[];
  /** Direct conversations of the bot. */
  readonly directs: readonly { readonly id: string; readonly memberId: string }[];
}
export interface ClockReading {
  /** ISO instant. */
  readonly now: string;
  readonly version: number;
}
export interface SeenInteraction {
  readonly id: string;
  readonly outcome: 'reply' | 'deferred' | 'update' | 'modal' | 'choices' | 'none';
  readonly message?: APIMessage;
  readonly modal?: APIModalInteractionResponseCallbackData;
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
  readonly ms: number;
}
/** What a member hands over, by option or field. */
export type HandedFiles = Readonly<
  Record<string, readonly { readonly name: string; readonly type?: string; readonly base64: string }[]>
>;
type OptionValues = Readonly<Record<string, string | number | boolean>>;

export interface CommandAct {
  readonly as: string;
  readonly channel: string;
  readonly name: string;
  readonly sub?: readonly string[];
  readonly options?: OptionValues;
  /** The member or message of a menu command. */
  readonly target?: string;
  readonly files?: HandedFiles;
}
export interface AutocompleteAct {
  readonly as: string;
  readonly channel: string;
  readonly name: string;
  readonly sub?: readonly string[];
  readonly options?: OptionValues;
  readonly focused: string;
  readonly value: string;
}
export interface ComponentAct {
  readonly as: string;
  readonly message: string;
  readonly customId: string;
  readonly values?: readonly string[];
}
export interface ModalAct {
  readonly as: string;
  /** The interaction that was answered with the form. */
  readonly interaction: string;
  readonly values: Readonly<Record<string, string | boolean | null | readonly string[]>>;
  readonly files?: HandedFiles;
}

export type LocalDiscordClient = ReturnType<typeof connectLocalDiscord>;

/** Every method rejects with the sentence of the server when it refuses. `control` is what `startLocalDiscord` returned. */
export function connectLocalDiscord(control: string) {
  const get = <T>(path: string) => ask<T>(control, 'GET', path);
  const post = <T>(path: string, body: object) => ask<T>(control, 'POST', path, body);
  const put = (path: string, body: object = {}) => ask<unknown>(control, 'PUT', path, body);
  const patch = <T>(path: string, body: object) => ask<T>(control, 'PATCH', path, body);
  const remove = (path: string) => ask<unknown>(control, 'DELETE', path);
  return {
    clock: () => get<ClockReading>('/clock'),
    /** Waits up to 25 s for a jump after the given version. */
    clockAfter: (version: number) => get<ClockReading>(`/clock?after=${version}`),
    advance: (ms: number) => post<ClockReading>('/clock', { advance: ms }),
    moveTo: (instant: string) => post<ClockReading>('/clock', { to: instant }),

    world: () => get<SeenWorld>('/world'),
    addGuild: (guild: { readonly name: string; readonly bot?: boolean; readonly permissions?: string }) =>
      post<SeenGuild>('/guilds', guild),
    addChannel: (guild: string, channel: { readonly name: string; readonly type?: number }) =>
      post<SeenChannel>(`/guilds/${guild}/channels`, channel),
    renameChannel: (channel: string, name: string) => patch<SeenChannel>(`/channels/${channel}`, { name }),
    removeChannel: (channel: string) => remove(`/channels/${channel}`),
    addRole: (guild: string, role: { readonly name: string; readonly permissions?: string }) =>
      post<SeenRole>(`/guilds/${guild}/roles`, role),
    changeRole: (
      guild: string,
      role: string,
      change: { readonly name?: string; readonly permissions?: string },
    ) => patch<SeenRole>(`/guilds/${guild}/roles/${role}`, change),
    removeRole: (guild: string, role: string) => remove(`/guilds/${guild}/roles/${role}`),
    addMember: (
      guild: string,
      member: { readonly name?: string; readonly user?: string; readonly roles?: readonly string[] },
    ) => post<SeenMember>(`/guilds/${guild}/members`, member),
    changeMember: (
      guild: string,
      member: string,
      change: {
        readonly name?: string;
        readonly roles?: readonly string[];
        /** Such as `de`: the language of their Discord. */
        readonly locale?: string;
        /** Whether they take direct messages of the bot. */
        readonly directMessages?: boolean;
      },
    ) => patch<SeenMember>(`/guilds/${guild}/members/${member}`, change),
    removeMember: (guild: string, member: string) => remove(`/guilds/${guild}/members/${member}`),
    addBot: (guild: string, invitation: { readonly permissions?: string } = {}) =>
      put(`/guilds/${guild}/bot`, invitation),
    removeBot: (guild: string) => remove(`/guilds/${guild}/bot`),
    /** `type` 0: a role, 1: a member; permissions as digits in a string. */
    setOverwrite: (
      channel: string,
      id: string,
      overwrite: { readonly type: 0 | 1; readonly allow?: string; readonly deny?: string },
    ) => put(`/channels/${channel}/overwrites/${id}`, overwrite),
    removeOverwrite: (channel: string, id: string) => remove(`/channels/${channel}/overwrites/${id}`),

    commands: (guild: string, as: string) =>
      get<readonly APIApplicationCommand[]>(`/guilds/${guild}/commands?as=${as}`),
    /** Oldest first. */
    messages: (channel: string, as: string, limit = 100) =>
      get<readonly APIMessage[]>(`/channels/${channel}/messages?as=${as}&limit=${limit}`),
    write: (channel: string, as: string, content: string) =>
      post<APIMessage>(`/channels/${channel}/messages`, { as, content }),

    /** Begins a public thread, or a post in a forum, with what the member says first. */
    startThread: (
      channel: string,
      act: {
        readonly as: string;
        readonly name: string;
        readonly content: string;
        readonly tags?: readonly string[];
      },
    ) => post<APIThreadChannel>(`/channels/${channel}/threads`, act),
    react: (
      channel: string,
      message: string,
      act: { readonly as: string; readonly emoji: string; readonly remove?: boolean },
    ) => post<APIMessage>(`/channels/${channel}/messages/${message}/reactions`, act),
    /** Replaces the member's votes in a poll; no answers take them back. */
    vote: (channel: string, message: string, as: string, answers: readonly number[]) =>
      post<APIMessage>(`/channels/${channel}/messages/${message}/votes`, { as, answers }),
    /** What a moderator allows; none: as the command says itself. `command` can be the application's id. */
    allowCommand: (guild: string, command: string, permissions: readonly APIApplicationCommandPermission[]) =>
      put(`/guilds/${guild}/commands/${command}/permissions`, { permissions }),
    /** Makes many guilds at once; members and channels are of each. */
    addMany: (many: {
      readonly guilds: number;
      readonly members?: number;
      readonly channels?: number;
      readonly bot?: boolean;
    }) => post<{ readonly guilds: readonly string[] }>('/world/bulk', many),

    command: (act: CommandAct) => post<SeenInteraction>('/interactions', { type: 'command', ...act }),
    autocomplete: (act: AutocompleteAct) =>
      post<SeenInteraction>('/interactions', { type: 'autocomplete', ...act }),
    component: (act: ComponentAct) => post<SeenInteraction>('/interactions', { type: 'component', ...act }),
    modal: (act: ModalAct) => post<SeenInteraction>('/interactions', { type: 'modal', ...act }),
    interaction: (id: string) => get<SeenInteraction>(`/interactions/${id}`),

    requests: (limit = 200) => get<readonly RequestRecord[]>(`/requests?limit=${limit}`),
    problems: () => get<readonly RequestRecord[]>('/problems'),
    setFaults: (faults: Faults) => put('/faults', faults),
    clearFaults: () => remove('/faults'),
    faults: () => get<Faults>('/faults'),
    setRateLimits: (profile: RateLimits) => put('/rate-limits', { profile }),
    gateway: (what: 'drop' | 'reconnect' | 'invalid-session') => post<unknown>('/gateway', { do: what }),
    /** Closes the sockets of bots with a code of Discord's. */
    closeSockets: (code: number) => post<unknown>('/gateway', { do: 'close', code }),
    actions: () => get<readonly { readonly id: string; readonly label: string }[]>('/actions'),
    runAction: (id: string) => post<unknown>(`/actions/${id}`, {}),
    /** Hands over each hint of the event stream until `signal` is aborted. */
    events: (onHint: (hint: { readonly type: string }) => void, signal: AbortSignal, as?: string) =>
      readEvents(`${control}/events${as === undefined ? '' : `?as=${as}`}`, onHint, signal),
  };
}

async function ask<T>(control: string, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(control + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const said = typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : '';
  throw new Error(said || `The local Discord answered ${response.status} to ${method} ${path}.`);
}

async function readEvents(
  url: string,
  onHint: (hint: { readonly type: string }) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(url, { signal });
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks)
        if (block.startsWith('data: ')) onHint(JSON.parse(block.slice('data: '.length)));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
