/** What a command is. A command is declared and exported by its file; nothing else has to know of it. */

import type { Choice, Press, Reply } from '../cards/reply.ts';
import type { Place, Who } from '../core/access.ts';
import type { Signer } from '../core/signature.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Db } from '../store/connect.ts';

export type PermissionName =
  | 'View Channel'
  | 'Send Messages'
  | 'Read Message History'
  | 'Create Public Threads'
  | 'Pin Messages';

/** What a cohort's posts want in their channel besides being posted. */
export interface ChannelWants {
  readonly threads?: boolean;
  readonly pins?: boolean;
}

export interface ChannelValue {
  readonly id: string;
  /** What the bot may not do there but needs for posting a lesson. */
  readonly missing: readonly PermissionName[];
}

interface Described {
  readonly description: string;
  readonly required?: boolean;
}
interface TextOption extends Described {
  readonly type: 'text';
  readonly maxLength?: number;
  /** Offers what fits the letters typed so far; what arrives may still be anything. */
  readonly suggest?: (call: Asked, typed: string) => Promise<readonly Choice[]> | readonly Choice[];
  /** At most 25, of which Discord lets one be chosen. */
  readonly choices?: readonly Choice[];
}
interface NumberOption extends Described {
  /** A whole number. */
  readonly type: 'number';
  readonly least?: number;
  readonly most?: number;
}
export type Option =
  | TextOption
  | NumberOption
  | (Described & { readonly type: 'channel' | 'role' | 'member' | 'file' });
export type Options = Readonly<Record<string, Option>>;

/** A file that somebody sent along with a command. */
export interface FileValue {
  readonly name: string;
  /** Bytes, as Discord says. */
  readonly size: number;
  /** Its text (UTF-8), taken from Discord's own file host and nowhere else; at most `mostBytes`, within two seconds. */
  readonly read: (mostBytes: number) => Promise<FileText>;
}
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: 'too-big' | 'foreign-host' | 'unreadable' };

interface ValueOf {
  readonly text: string;
  readonly number: number;
  readonly channel: ChannelValue;
  /** The role's id. */
  readonly role: string;
  /** The member's user id. */
  readonly member: string;
  readonly file: FileValue;
}
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true }
    ? ValueOf[O[K]['type']]
    : ValueOf[O[K]['type']] | undefined;
};

/** What a guild teaches. */
export interface Taught {
  /** With the corrections of its moderators. */
  readonly curriculum: Curriculum;
  /** Before them. */
  readonly uncorrected: Curriculum;
  /** How often keys were corrected when `curriculum` was asked for: what an answer is graded by (store/key-revision.ts). */
  readonly keyRevision: number;
}

/** Who asks, where, when, and what there is to answer from. */
export interface Asked extends Taught {
  readonly guildId: string;
  readonly memberId: string;
  readonly channelId: string;
  /** Discord's id of the interaction: made by its clock, so the smaller came first. */
  readonly interactionId: string;
  /** Calendar time. */
  readonly now: Date;
  readonly db: Db;
  /** What is taught by now, where an answer wasn't kept since a key was corrected after this revision. */
  readonly taughtAnew: (keyRevision: number) => Promise<Taught>;
  /** What the bot may not do in a channel of this guild but needs for a cohort there; undefined when the guild has no such channel. */
  readonly lacksIn: (channelId: string, wants?: ChannelWants) => readonly PermissionName[] | undefined;
  /** Names and descriptions of all commands that this member may use, for `/help`. */
  readonly commands: readonly CommandLine[];
  /** Deletes all that is kept about whoever asks, and about nobody else. `not-begun`: it couldn't be written down, and nothing goes; `under-way`: it is certain, and goes on. */
  readonly forgetMe: (where: 'here' | 'everywhere') => Promise<'done' | 'under-way' | 'not-begun'>;
  /** Signs certificates and checks them; the key is made when it is first needed. */
  readonly signer: () => Promise<Signer>;
}
export interface Call<O extends Options> extends Asked {
  readonly options: Values<O>;
}
export interface PressCall extends Asked {
  /** What the button names. Look it up and ask again whether this member may. */
  readonly argument: string;
  /** What was chosen, where the component was a list. */
  readonly chosen: readonly string[];
}
export interface FormCall extends Asked {
  readonly argument: string;
  /** What was typed, by the field's id. */
  readonly fields: Readonly<Record<string, string>>;
  /** What was picked, by the field's id; never undefined for a field of the form, but anybody may send anything. */
  readonly picked: Readonly<Record<string, readonly string[]>>;
}
export interface CommandLine {
  /** As typed: `/cohort create`. */
  readonly line: string;
  readonly description: string;
  readonly who: Who;
}

interface Step<C> {
  readonly who: Who;
  readonly run: (call: C) => Promise<Reply> | Reply;
}
export interface Command<O extends Options = Options> {
  readonly description: string;
  readonly who: Who;
  readonly where: readonly Place[];
  readonly options: O;
  readonly run: (call: Call<O>) => Promise<Reply> | Reply;
  readonly buttons: Readonly<Record<string, Step<PressCall>>>;
  readonly forms: Readonly<Record<string, Step<FormCall>>>;
}

/** A command with options typed from their declaration: a name that isn't declared doesn't compile. */
export function defineCommand<const O extends Options = Record<never, never>>(
  command: Pick<Command<O>, 'description' | 'who' | 'where' | 'run'> &
    Partial<Pick<Command<O>, 'options' | 'buttons' | 'forms'>>,
): Command {
  const whole = { buttons: {}, forms: {}, options: {}, ...command };
  // Options are checked by the wire against the same declaration before `run` gets them, so the wider type is safe.
  return whole as unknown as Command;
}

/** An answer in words that isn't a mistake of ours: nothing was changed, and the sentence says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const separator = ':';

/** `command:action:argument`, at most 100 characters: Discord's limit, and a mistake of ours beyond it. */
export function customIdOf(press: Press): string {
  const id = [press.command, press.action, press.argument ?? ''].join(separator);
  if (id.length > 100)
    throw new Error(`custom id of ${press.command}:${press.action} is ${id.length} characters long`);
  return id;
}

/** Undefined for what this bot never made. */
export function pressOf(customId: string): Required<Press> | undefined {
  // Postgres takes no zero byte, and no argument of ours holds any control character.
  const match = /^([a-z][a-z/-]{0,40}):([a-z][a-z-]{0,30}):(\P{Cc}{0,90})$/u.exec(customId);
  if (!match) return undefined;
  const [, command = '', action = '', argument = ''] = match;
  return { command, action, argument };
}
