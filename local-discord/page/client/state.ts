/** What the page knows at a moment, and which guild, channel and member are in view. */
import { threadTypes } from './parts/channel-order.ts';
import type {
  Action,
  Channel,
  Command,
  Faults,
  Guild,
  Member,
  Message,
  Modal,
  RateLimits,
  RequestLine,
  World,
} from './shapes.ts';

export interface View {
  readonly guild: string | undefined;
  readonly channel: string | undefined;
  readonly member: string | undefined;
}

/** A sentence of ours in a channel, for one member: what they did got no answer. */
export interface Notice {
  readonly id: string;
  readonly channel: string;
  readonly member: string;
  /** The message whose button or select was used; absent for a command. */
  readonly message: string | undefined;
  readonly text: string;
}

export interface OpenModal {
  readonly interaction: string;
  readonly modal: Modal;
  /** Where the act began, so that a failure is shown there. */
  readonly message: string | undefined;
}

export interface PageState {
  readonly view: View;
  readonly world: World | undefined;
  readonly messages: readonly Message[];
  /** Why the messages cannot be shown, in the server's words. */
  readonly closed: string | undefined;
  readonly commands: readonly Command[];
  /** Milliseconds since 1970 that the calendar clock showed when the machine's monotonic clock showed `at`. */
  readonly clock: { readonly now: number; readonly at: number } | undefined;
  readonly notices: readonly Notice[];
  readonly dismissed: ReadonlySet<string>;
  readonly unread: ReadonlySet<string>;
  readonly modal: OpenModal | undefined;
  readonly actions: readonly Action[];
  readonly requests: readonly RequestLine[];
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  /** Where the bot was last seen typing, and until when on the machine's monotonic clock, in milliseconds. */
  readonly typing: { readonly channel: string; readonly until: number } | undefined;
  readonly problem: string | undefined;
  readonly connected: boolean;
}

export const emptyState: PageState = {
  view: { guild: undefined, channel: undefined, member: undefined },
  world: undefined,
  messages: [],
  closed: undefined,
  commands: [],
  clock: undefined,
  notices: [],
  dismissed: new Set(),
  unread: new Set(),
  modal: undefined,
  actions: [],
  requests: [],
  faults: {},
  rateLimits: 'off',
  typing: undefined,
  problem: undefined,
  connected: true,
};

/** Channels in which messages stand: text, announcement, and the three kinds of thread. */
export const readable: ReadonlySet<number> = new Set([0, 5, 10, 11, 12]);

const DIRECT = 1;

/** The private conversations of a member with the bot, as channels that bear the bot's name. */
export function directsOf(world: World, member: string | undefined): readonly Channel[] {
  return (world.directs ?? [])
    .filter(({ memberId }) => memberId === member)
    .map(({ id }) => ({ id, name: world.application.name, type: DIRECT }));
}

export const isDirect = (channel: Channel) => channel.type === DIRECT;

export const isThread = (channel: Channel) => threadTypes.has(channel.type);

/** A channel's name as people write it. */
export function signed(channel: Channel): string {
  if (isThread(channel)) return `“${channel.name}”`;
  return `${isDirect(channel) ? '@' : '#'}${channel.name}`;
}

/** The wanted view where it still exists; otherwise the first guild, its first channel and its first person. */
export function settleView(world: World, wanted: View): View {
  const guild = world.guilds.find(({ id }) => id === wanted.guild) ?? world.guilds[0];
  const people = guild ? peopleOf(guild) : [];
  const member = people.find(({ id }) => id === wanted.member) ?? people[0];
  const channels = guild?.channels.filter(({ type }) => readable.has(type)) ?? [];
  const open = [...channels, ...directsOf(world, member?.id)];
  const channel = open.find(({ id }) => id === wanted.channel) ?? channels[0];
  return { guild: guild?.id, channel: channel?.id, member: member?.id };
}

/** The members whom somebody at this page can be. */
export function peopleOf(guild: Guild): readonly Member[] {
  return guild.members.filter(({ bot }) => bot !== true);
}

/** The view as it stands in the address after the #, so that a second window can be another member. */
export function writeView(view: View): string {
  const known = new URLSearchParams();
  for (const [name, id] of Object.entries(view)) {
    if (id !== undefined) known.set(name, String(id));
  }
  return known.toString();
}

export function readView(hash: string): View {
  const found = new URLSearchParams(hash.replace(/^#/, ''));
  const id = (name: string) => found.get(name) ?? undefined;
  return { guild: id('guild'), channel: id('channel'), member: id('member') };
}
