import { expect, test } from 'vitest';
import { check } from '../../local-discord/validate/check.ts';
import * as validation from '../../local-discord/validate/command.ts';
import { declareCommands, isDeclared } from '../../src/discord/declare.ts';
import { loadCommands } from '../../src/discord/load-commands.ts';

const declared = declareCommands(await loadCommands());

/** What Discord answers when it is asked for them: more fields, and some defaults left out. */
function asDiscordTells(command: object): { readonly name: string } & Record<string, unknown> {
  const options =
    'options' in command && Array.isArray(command.options) ? command.options.map(withoutDefaults) : [];
  return {
    ...structuredClone(command),
    name: 'name' in command ? String(command.name) : '',
    id: '123456789012345678',
    application_id: '123456789012345679',
    version: '123456789012345680',
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    ...(options.length > 0 ? { options } : { options: undefined }),
  };
}
function withoutDefaults(option: Record<string, unknown>): Record<string, unknown> {
  const { required, options, ...rest } = option;
  return {
    ...rest,
    ...(required ? { required } : {}),
    ...(Array.isArray(options) && options.length > 0 ? { options: options.map(withoutDefaults) } : {}),
  };
}

test('what we declare is what Discord takes', () => {
  const schema = Object.values(validation).find(
    (one): one is typeof validation.commandList => typeof one === 'object' && 'safeParse' in one,
  );
  expect(declared.map(({ name }) => name)).toContain('cohort');
  if (schema) check(schema, declared);
  for (const command of declared) {
    expect.soft(command.name).toMatch(/^[a-z-]{1,32}$/);
    expect.soft(command.description.length).toBeLessThanOrEqual(100);
    expect.soft(command.contexts?.length).toBeGreaterThan(0);
  }
});

test('two runs declare the same, and what Discord tells back is recognised', async () => {
  expect(JSON.stringify(declareCommands(await loadCommands()))).toBe(JSON.stringify(declared));
  const theirs = declared.map(asDiscordTells);
  expect(isDeclared(declared, theirs)).toBe(true);
  expect(isDeclared(declared, [...theirs].reverse())).toBe(true);
});

/** Every way in which one value inside `tree` can change or go. */
function* changesOf(tree: unknown): Generator<unknown> {
  if (Array.isArray(tree)) {
    for (const [at, item] of tree.entries()) {
      yield tree.toSpliced(at, 1);
      for (const changed of changesOf(item)) yield tree.toSpliced(at, 1, changed);
    }
    if (tree.length > 1) yield [...tree].reverse();
  } else if (typeof tree === 'object' && tree !== null) {
    for (const [key, value] of Object.entries(tree)) {
      const { [key]: _, ...rest } = tree as Record<string, unknown>;
      // Leaving out a false, a null or an empty list changes nothing.
      if (value && !(Array.isArray(value) && value.length === 0)) yield rest;
      for (const changed of changesOf(value)) yield { ...tree, [key]: changed };
    }
  } else if (typeof tree === 'string') yield `${tree}x`;
  else if (typeof tree === 'number') yield tree + 1;
  else if (typeof tree === 'boolean') yield !tree;
}

test('any change to a command is noticed, in whichever direction', () => {
  let changes = 0;
  for (const changed of changesOf(declared)) {
    const other = changed as typeof declared;
    if (other.some(command => typeof command !== 'object' || command.name === undefined)) continue;
    const what = JSON.stringify(other.find((command, at) => command !== declared[at])).slice(0, 300);
    // Ours has changed, Discord still has the old ones; and the other way round.
    const theirs = declared.map(asDiscordTells);
    expect.soft(isDeclared(other, theirs) && sameNames(other), `new declaration: ${what}`).toBe(false);
    expect.soft(isDeclared(declared, other.map(asDiscordTells)), `Discord's: ${what}`).toBe(false);
    changes += 1;
  }
  expect(changes).toBeGreaterThan(200);
});

/** The order of commands says nothing to Discord. */
const sameNames = (other: typeof declared) =>
  JSON.stringify([...other].sort((a, b) => (a.name < b.name ? -1 : 1))) !== JSON.stringify(declared);

test('a command too many at Discord’s, and one too few, are noticed', () => {
  const theirs = declared.map(asDiscordTells);
  expect(isDeclared(declared, [...theirs, { ...asDiscordTells({ name: 'gone' }) }])).toBe(false);
  expect(isDeclared(declared, theirs.slice(1))).toBe(false);
  expect(isDeclared(declared, [])).toBe(false);
  expect(isDeclared([], [])).toBe(true);
});

test('what a mere member can’t use is hidden from them as a courtesy, and required options come first', () => {
  const setup = declared.find(({ name }) => name === 'setup');
  expect(setup?.default_member_permissions).toBe('32');
  expect(declared.filter(({ default_member_permissions: held }) => held !== null)).toEqual([setup]);
  expect(declared.find(({ name }) => name === 'help')?.contexts).toEqual([0, 1]);
  expect(declared.find(({ name }) => name === 'join')?.contexts).toEqual([0]);
  const create = declared.find(({ name }) => name === 'cohort')?.options?.[0];
  const required = create && 'options' in create ? create.options?.map(option => option.required) : [];
  expect(required).toEqual([true, true, true, false, false, false, false]);
});
