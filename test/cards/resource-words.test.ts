import { expect, test } from 'vitest';
import {
  costChoices,
  kindChoices,
  levelChoices,
  linkFacts,
  tierChoices,
} from '../../src/cards/resource-words.ts';
import { lesson, resource } from '../../src/curriculum/schema.ts';

const valuesOf = (choices: readonly { readonly value: string }[]) => choices.map(({ value }) => value);

test('every kind, price, step and level that a teacher may write can be asked for in words', () => {
  const { kind, cost, tier } = resource.shape;
  expect(valuesOf(kindChoices).sort()).toEqual([...kind.options].sort());
  expect(valuesOf(costChoices).sort()).toEqual([...cost.unwrap().options].sort());
  expect(valuesOf(tierChoices)).toEqual(tier.unwrap().options.map(({ value }) => String(value)));
  expect(valuesOf(levelChoices)).toEqual(lesson.shape.level.options);
});

test('a link tells its kind and price always, its language and step where they say something', () => {
  const plain = {
    id: 'x',
    title: 'X',
    url: undefined,
    kind: 'docs',
    cost: 'free',
    tier: undefined,
    provider: undefined,
    lang: 'en',
  } as const;
  expect(linkFacts(plain)).toBe('Documentation · free');
  expect(linkFacts({ ...plain, kind: 'book', cost: 'paid', tier: 1, lang: 'pt-BR' })).toBe(
    'Book · paid · in Brazilian Portuguese · begin here',
  );
  expect(linkFacts({ ...plain, kind: 'zine', lang: 'zz' })).toBe('zine · free · in zz');
});
