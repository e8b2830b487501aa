import { expect, test } from 'vitest';
import { valuesOf } from '../../local-discord/page/client/composer/option-values.ts';
import {
  findRunnables,
  listRunnables,
  readTyped,
  usableIn,
} from '../../local-discord/page/client/composer/slash.ts';
import type { Command } from '../../local-discord/page/client/shapes.ts';

const commands: readonly Command[] = [
  { id: '1', name: 'today', description: 'The lesson of today' },
  {
    id: '2',
    name: 'cohort',
    description: 'Cohorts',
    options: [
      {
        type: 1,
        name: 'create',
        description: 'Start one',
        options: [
          { type: 3, name: 'name', description: 'Its name', required: true },
          { type: 4, name: 'size', description: 'How many' },
        ],
      },
      {
        type: 2,
        name: 'plan',
        description: '',
        options: [{ type: 1, name: 'undo', description: 'Undo a change' }],
      },
    ],
  },
  { id: '3', type: 2, name: 'Look up', description: '' },
];
const runnables = listRunnables(commands);

test('subcommands and their groups are listed as they are typed; menu commands are not', () => {
  expect(runnables.map(({ label }) => label)).toEqual(['cohort create', 'cohort plan undo', 'today']);
  expect(runnables[1]).toMatchObject({ name: 'cohort', sub: ['plan', 'undo'], description: 'Undo a change' });
});

test.each([
  ['/', ['cohort create', 'cohort plan undo', 'today']],
  ['/co', ['cohort create', 'cohort plan undo']],
  ['/COHORT  cr', ['cohort create']],
  ['/undo', ['cohort plan undo']],
  ['/lesson', ['today']],
  ['/nothing', []],
  ['hello', []],
])('what %s could become', (text, labels) => {
  expect(findRunnables(runnables, text).map(({ label }) => label)).toEqual(labels);
});

test('a command typed out brings its options with it', () => {
  const typed = readTyped(runnables, '/cohort create name:Night owls: late size:4');
  expect(typed?.runnable.label).toBe('cohort create');
  expect(typed?.values).toEqual({ name: 'Night owls: late', size: '4' });
  expect(readTyped(runnables, '/today')?.values).toEqual({});
  expect(readTyped(runnables, '/todays')).toBeUndefined();
  expect(readTyped(runnables, '/today now')).toBeUndefined();
  expect(readTyped(runnables, 'today')).toBeUndefined();
});

test('empty options are left out, numbers and truths are sent as such', () => {
  const options = [
    { type: 3, name: 'text', description: '' },
    { type: 4, name: 'count', description: '' },
    { type: 10, name: 'share', description: '' },
    { type: 5, name: 'sure', description: '' },
    { type: 7, name: 'where', description: '' },
    { type: 4, name: 'odd', description: '' },
  ];
  const filled = {
    text: '',
    count: '4',
    share: '0.5',
    sure: 'false',
    where: '12345678901234567890',
    odd: 'four',
  };
  expect(valuesOf(options, filled)).toEqual({
    count: 4,
    share: 0.5,
    sure: false,
    where: '12345678901234567890',
    odd: 'four',
  });
});

test('in a private conversation only commands are listed that can be used there', () => {
  const given: readonly Command[] = [
    { id: '1', name: 'anywhere', description: '' },
    { id: '2', name: 'servers', description: '', contexts: [0] },
    { id: '3', name: 'both', description: '', contexts: [0, 1] },
    { id: '4', name: 'own', description: '', guild_id: '9' },
  ];
  const names = (type: number) => usableIn({ id: 'c', name: 'x', type }, given).map(({ name }) => name);
  expect(names(0)).toEqual(['anywhere', 'servers', 'both', 'own']);
  expect(names(1)).toEqual(['anywhere', 'both']);
});
