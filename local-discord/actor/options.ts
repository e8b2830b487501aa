/** The options of a command as a member fills them in: checked as Discord's client checks them. */
import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { demandNoOthers, handOver, type SentFiles } from './files.ts';
import { CannotDo } from './refusal.ts';
import { type Kind, type Resolved, resolve } from './resolve.ts';

export interface Filled {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly Filled[];
}

export type Given = Readonly<Record<string, unknown>>;

/** Of an option of text, in UTF-16 units. Source: "Application Command Option Structure" of Discord's documentation. */
const longestText = 6000;

/** Wraps what `fill` makes of the innermost options in the subcommand's names. Throws when there is no such subcommand. */
export function throughSubcommands(
  options: readonly APIApplicationCommandOption[],
  path: readonly string[],
  fill: (innermost: readonly APIApplicationCommandOption[]) => readonly Filled[],
): readonly Filled[] {
  const [first, ...rest] = path;
  const subs = options.filter(o => o.type <= 2);
  if (first === undefined) {
    if (subs.length > 0) throw new CannotDo(`Choose a subcommand: ${subs.map(s => s.name).join(', ')}.`);
    return fill(options);
  }
  const sub = subs.find(s => s.name === first);
  if (!sub || !('options' in sub || sub.type === 1)) throw new CannotDo(`There is no subcommand ${first}.`);
  const inner = ('options' in sub ? sub.options : undefined) ?? [];
  return [{ name: sub.name, type: sub.type, options: throughSubcommands(inner, rest, fill) }];
}

/** Throws when an option is unknown, missing or has a value that the client would not accept. */
export function fillOptions(
  state: State,
  channel: Channel,
  as: string,
  options: readonly APIApplicationCommandOption[],
  given: Given,
  files: SentFiles,
  resolved: Resolved,
): readonly Filled[] {
  demandKnown(options, given);
  demandNoOthers(
    files,
    options.flatMap(o => (o.type === 11 ? o.name : [])),
  );
  return options.flatMap((option): readonly Filled[] => {
    const [file, ...more] = files[option.name] ?? [];
    if (file) {
      if (given[option.name] !== undefined) throw new CannotDo(`The option ${option.name} takes a file.`);
      if (more.length > 0) throw new CannotDo(`The option ${option.name} takes one file.`);
      return [{ name: option.name, type: option.type, value: handOver(state, channel, file, resolved) }];
    }
    const value = given[option.name];
    if (value === undefined || value === null || value === '') {
      if (option.required) throw new CannotDo(`The option ${option.name} is required.`);
      return [];
    }
    return [
      { name: option.name, type: option.type, value: checked(state, channel, as, option, value, resolved) },
    ];
  });
}

/** While somebody types: other options as far as they are filled in, unchecked; the focused one as text. */
export function fillForAutocomplete(
  options: readonly APIApplicationCommandOption[],
  given: Given,
  focused: string,
  typed: string,
): readonly Filled[] {
  demandKnown(options, { ...given, [focused]: typed });
  if (typed.length > longestText) throw new CannotDo(`The option ${focused} is too long.`);
  const target = options.find(o => o.name === focused);
  if (!target || !('autocomplete' in target) || !target.autocomplete) {
    throw new CannotDo(`The option ${focused} does not complete what is typed.`);
  }
  return options.flatMap((option): readonly Filled[] => {
    if (option.name === focused)
      return [{ name: option.name, type: option.type, value: typed, focused: true }];
    const value = given[option.name];
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return plain ? [{ name: option.name, type: option.type, value }] : [];
  });
}

function demandKnown(options: readonly APIApplicationCommandOption[], given: Given): void {
  const unknown = Object.keys(given).find(name => !options.some(o => o.name === name));
  if (unknown !== undefined) throw new CannotDo(`There is no option ${unknown}.`);
}

const kinds: Readonly<Record<number, Kind>> = { 6: 'user', 7: 'channel', 8: 'role', 9: 'mentionable' };

function checked(
  state: State,
  channel: Channel,
  as: string,
  option: APIApplicationCommandOption,
  value: unknown,
  resolved: Resolved,
): string | number | boolean {
  const refuse = (why: string): never => {
    throw new CannotDo(`The option ${option.name} ${why}.`);
  };
  if ('choices' in option && option.choices?.length && !option.choices.some(c => c.value === value)) {
    refuse('must be one of its choices');
  }
  if (option.type === 3) {
    if (typeof value !== 'string') return refuse('must be text');
    if (value.length < (option.min_length ?? 0) || value.length > (option.max_length ?? longestText))
      return refuse('is too short or too long');
    return value;
  }
  if (option.type === 4 || option.type === 10) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('must be a number');
    if (option.type === 4 && !Number.isSafeInteger(value)) return refuse('must be a whole number');
    if (value < (option.min_value ?? -(2 ** 53)) || value > (option.max_value ?? 2 ** 53))
      return refuse('is out of its range');
    return value;
  }
  if (option.type === 5) return typeof value === 'boolean' ? value : refuse('must be true or false');
  const kind = kinds[option.type];
  if (option.type === 11) return refuse('takes a file');
  if (!kind || typeof value !== 'string') return refuse('is of a kind that cannot be given here');
  resolve(state, channel, as, kind, value, resolved, option.type === 7 ? option.channel_types : undefined);
  return value;
}
