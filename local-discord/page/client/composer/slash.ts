/** What somebody types after the slash: which commands it could mean, and what it says for their options. */
import type { Channel, Command, CommandOption } from '../shapes.ts';
import { isDirect } from '../state.ts';

/** Something that can be run: a command, or one subcommand of it. */
export interface Runnable {
  /** As it is typed, without the slash: `cohort create`. */
  readonly label: string;
  readonly name: string;
  readonly sub: readonly string[];
  readonly description: string;
  readonly options: readonly CommandOption[];
}

const SUBCOMMAND = 1;
const GROUP = 2;
const SLASH_COMMAND = 1;

const IN_DIRECTS = 1;

/** The commands that can be used in this channel: in a private conversation, those that are not a guild's alone. */
export function usableIn(channel: Channel, commands: readonly Command[]): readonly Command[] {
  if (!isDirect(channel)) return commands;
  return commands.filter(
    ({ guild_id, contexts }) => guild_id === undefined && (contexts?.includes(IN_DIRECTS) ?? true),
  );
}

/** Every runnable of these commands, sorted as typed. */
export function listRunnables(commands: readonly Command[]): readonly Runnable[] {
  return commands
    .filter(command => (command.type ?? SLASH_COMMAND) === SLASH_COMMAND)
    .flatMap(command => runnablesOf(command.name, [], command.description, command.options ?? []))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

function runnablesOf(
  name: string,
  sub: readonly string[],
  description: string,
  options: readonly CommandOption[],
): readonly Runnable[] {
  const nested = options.filter(option => option.type === SUBCOMMAND || option.type === GROUP);
  if (nested.length === 0) return [{ label: [name, ...sub].join(' '), name, sub, description, options }];
  return nested.flatMap(option =>
    runnablesOf(name, [...sub, option.name], option.description, option.options ?? []),
  );
}

/** What `text` could become: those whose label begins so first, then those that hold every word of it. */
export function findRunnables(runnables: readonly Runnable[], text: string): readonly Runnable[] {
  if (!text.startsWith('/')) return [];
  const typed = text.slice(1).trim().toLowerCase().replace(/\s+/g, ' ');
  const words = typed.split(' ');
  const begins = runnables.filter(({ label }) => label.startsWith(typed));
  const holds = runnables.filter(
    ({ label, description }) =>
      !label.startsWith(typed) && words.every(word => `${label} ${description}`.toLowerCase().includes(word)),
  );
  return [...begins, ...holds];
}

/** A command typed out with its options: `/cohort create name:Night owls size:4`. */
export interface Typed {
  readonly runnable: Runnable;
  readonly values: Readonly<Record<string, string>>;
}

/** The runnable whose whole label `text` names, with the values that follow; undefined when none fits. */
export function readTyped(runnables: readonly Runnable[], text: string): Typed | undefined {
  const typed = text.replace(/^\//, '').trimStart();
  const fits = (label: string) => typed === label || typed.startsWith(`${label} `);
  const runnable = runnables
    .filter(({ label }) => text.startsWith('/') && fits(label))
    .sort((a, b) => b.label.length - a.label.length)[0];
  if (!runnable) return undefined;

  const rest = typed.slice(runnable.label.length).trim();
  const names = new Set(runnable.options.map(option => option.name));
  const starts = [...rest.matchAll(/(?:^|\s)([\p{L}\p{N}_-]+):/gu)].filter(found =>
    names.has(found[1] ?? ''),
  );
  if (rest !== '' && starts[0]?.index !== 0) return undefined;
  const values = starts.map((found, n) => {
    const from = found.index + found[0].length;
    return [found[1] ?? '', rest.slice(from, starts[n + 1]?.index).trim()] as const;
  });
  return { runnable, values: Object.fromEntries(values) };
}
