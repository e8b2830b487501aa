/** Turns what was filled in for a command's options into the values that the control address takes. */
import type { Values } from '../acts.ts';
import type { CommandOption } from '../shapes.ts';

export const OPTION = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

export type Filled = Readonly<Record<string, string>>;

/** Empty fields are left out; a number that is none stays text, so that the server can refuse it in words. */
export function valuesOf(options: readonly CommandOption[], filled: Filled): Values {
  const values = options.flatMap(option => {
    const text = filled[option.name] ?? '';
    return text === '' ? [] : [[option.name, readOne(option, text)] as const];
  });
  return Object.fromEntries(values);
}

function readOne(option: CommandOption, text: string): string | number | boolean {
  if (option.type === OPTION.boolean) return text === 'true';
  const isNumber = option.type === OPTION.integer || option.type === OPTION.number;
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
}
