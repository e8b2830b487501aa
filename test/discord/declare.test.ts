import { expect, test } from 'vitest';
import { check } from '../../local-discord/validate/check.ts';
import { command } from '../../local-discord/validate/command.ts';
import { say } from '../../src/cards/reply.ts';
import { declareCommands, isDeclared } from '../../src/discord/declare.ts';
import { defineCommand } from '../../src/discord/define-command.ts';
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
  expect(declared.map(({ name }) => name)).toContain('cohort');
  for (const one of declared) check(command, one);
  for (const { name, description, contexts } of declared) {
    expect.soft(name).toMatch(/^[a-z-]{1,32}$/);
    expect.soft(description.length).toBeLessThanOrEqual(100);
    expect.soft(contexts?.length).toBeGreaterThan(0);
  }
});

test('two runs declare the same, and what Discord tells back is recognised', async () => {
  expect(JSON.stringify(declareCommands(await loadCommands()))).toBe(JSON.stringify(declared));
  const theirs = declared.map(asDiscordTells);
  expect(isDeclared(declared, theirs)).toBe(true);
  expect(isDeclared(declared, [...theirs].reverse())).toBe(true);
});

/** Every way in which one value inside `tree` can change, or go if its key may. */
function* changesOf(tree: unknown, mayGo: (key: string) => boolean): Generator<unknown> {
  if (Array.isArray(tree)) {
    for (const [at, item] of tree.entries()) {
      yield tree.toSpliced(at, 1);
      for (const changed of changesOf(item, mayGo)) yield tree.toSpliced(at, 1, changed);
    }
    if (tree.length > 1) yield [...tree].reverse();
  } else if (typeof tree === 'object' && tree !== null) {
    for (const [key, value] of Object.entries(tree)) {
      const { [key]: _, ...rest } = tree as Record<string, unknown>;
      // Leaving out a false, a null or an empty list changes nothing.
      const isSaid = Boolean(value) && !(Array.isArray(value) && value.length === 0);
      if (isSaid && mayGo(key)) yield rest;
      for (const changed of changesOf(value, mayGo)) yield { ...tree, [key]: changed };
    }
  } else if (typeof tree === 'string') yield `${tree}x`;
  else if (typeof tree === 'number') yield tree + 1;
  else if (typeof tree === 'boolean') yield !tree;
}

test('any change to a command is noticed, whether it is ours or Discord’s', () => {
  const theirs = declared.map(asDiscordTells);
  let changes = 0;
  const count = (isNoticed: boolean, changed: unknown) => {
    expect.soft(isNoticed, JSON.stringify(changed)).toBe(true);
    changes += 1;
  };
  for (const [at, one] of declared.entries()) {
    // A declaration of ours always says the rest.
    for (const changed of changesOf(one, key => key === 'max_length' || key === 'autocomplete')) {
      count(!isDeclared(declared.toSpliced(at, 1, changed as typeof one), theirs), changed);
    }
    for (const changed of changesOf(one, () => true)) {
      count(!isDeclared(declared, theirs.toSpliced(at, 1, asDiscordTells(changed as typeof one))), changed);
    }
  }
  expect(changes).toBeGreaterThan(200);
});

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
  const lists = declared
    .flatMap(({ options = [] }) => [
      options,
      ...options.map(one => ('options' in one ? (one.options ?? []) : [])),
    ])
    .map(list => list.map(one => ('required' in one && one.required ? 1 : 0)));
  expect(lists.some(list => list.includes(1) && list.includes(0))).toBe(true);
  for (const list of lists) expect.soft(list).toEqual([...list].sort((a, b) => b - a));
});

test('numbers with limits, members, files and fixed choices are declared as Discord takes them', () => {
  const everything = defineCommand({
    description: 'Everything',
    who: 'everyone',
    where: ['server'],
    options: {
      size: { type: 'number', description: 'How many', least: 1, most: 5 },
      who: { type: 'member', description: 'Who' },
      list: { type: 'file', description: 'A file' },
      pick: { type: 'text', description: 'Which', choices: [{ label: 'One', value: 'one' }] },
    },
    run: () => say('x'),
  });
  const ours = declareCommands({ commands: new Map([['all', everything]]), groups: new Map() });
  for (const one of ours) check(command, one);
  expect(ours[0]?.options).toEqual([
    { type: 4, name: 'size', description: 'How many', required: false, min_value: 1, max_value: 5 },
    { type: 6, name: 'who', description: 'Who', required: false },
    { type: 11, name: 'list', description: 'A file', required: false },
    {
      type: 3,
      name: 'pick',
      description: 'Which',
      required: false,
      choices: [{ name: 'One', value: 'one' }],
    },
  ]);
  const theirs = ours.map(asDiscordTells);
  expect(isDeclared(ours, theirs)).toBe(true);
  const unlimited = {
    ...everything,
    options: { ...everything.options, size: { type: 'number', description: 'How many' } },
  } as const;
  expect(
    isDeclared(declareCommands({ commands: new Map([['all', unlimited]]), groups: new Map() }), theirs),
  ).toBe(false);
});
