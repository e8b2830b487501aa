import type { Interaction } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, openWorld, type RawResponse, type TestWorld } from './world.ts';

let world: TestWorld;
let take: (interaction: Interaction) => void = () => {};

beforeAll(async () => {
  world = await openWorld();
  const bot = await world.login(interaction => take(interaction));
  await bot.application?.commands.set([
    { name: 'go', description: 'Does something' },
    {
      name: 'find',
      description: 'Finds',
      options: [{ name: 'title', description: 'Its title', type: 3, autocomplete: true, required: true }],
    },
  ]);
});
afterAll(() => world.stop());

const long = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const says = (data: object) => ({ type: 4, data });
const offers = (choices: object[]) => ({ type: 8, data: { choices } });
const text = (content = 'hello') => ({ type: 10, content });
const v2 = (...components: object[]) => ({ flags: 1 << 15, components });

const input = (more: object = {}) => ({ type: 4, custom_id: 'in', style: 1, ...more });
const label = (component: object, more: object = {}) => ({ type: 18, label: 'Name', component, ...more });
const opens = (components: object[], more: object = {}) => ({
  type: 9,
  data: { custom_id: 'form', title: 'A form', components, ...more },
});
const option = (n: number) => ({ label: `o${n}`, value: `v${n}` });
const pick = (type: number, count: number, more: object = {}) =>
  label({ type, custom_id: 'pick', options: many(count, option), ...more });

const accepted: Record<string, object> = {
  'a text': says({ content: long(2000) }),
  'a text for one member': says({ content: 'x', flags: 64 }),
  'embeds alone': says({ embeds: [{ title: 'x' }] }),
  'Components V2': says(v2(text())),
  'Components V2 for one member': says({ ...v2(text()), flags: (1 << 15) | 64 }),
  'a poll': says({ poll: { question: { text: 'Tea?' }, answers: [{ poll_media: { text: 'Yes' } }] } }),
  'what discord.js sends along': says({ content: 'x', tts: false, nonce: '1', enforce_nonce: false }),
  'a promise': { type: 5 },
  'a promise to one member': { type: 5, data: { flags: 64 } },
  'a form of one field': opens([label(input())]),
  'a form with a text before its field': opens([text(), label(input())]),
  'a form in the old way': opens([{ type: 1, components: [input({ label: 'Name' })] }]),
  'five fields': opens(many(5, n => label(input({ custom_id: `i${n}` })))),
  'a long answer': opens([label(input({ style: 2, min_length: 0, max_length: 4000, value: long(4000) }))]),
  'a title of 45': opens([label(input())], { title: long(45) }),
  'a described field': opens([label(input(), { label: long(45), description: long(100) })]),
  'a radio group of two': opens([pick(21, 2)]),
  'a radio group of ten': opens([pick(21, 10)]),
  'a checkbox group of one': opens([pick(22, 1)]),
  'a checkbox': opens([label({ type: 23, custom_id: 'yes', default: true })]),
  'a file upload': opens([label({ type: 19, custom_id: 'file', min_values: 0, max_values: 10 })]),
  'a select of texts': opens([pick(3, 25)]),
  'selects of every kind': opens(
    [5, 6, 7, 8].map(type => label({ type, custom_id: `s${type}`, required: false })),
  ),
};

const refused: Record<string, readonly [body: object, field: string, code?: number]> = {
  'an unknown type': [{ type: 99 }, 'type'],
  'no type': [{ data: { content: 'x' } }, 'type'],
  'an update without a message': [{ type: 7, data: { content: 'x' } }, 'type'],
  'choices for a command': [offers([]), 'type'],
  'an answer without data': [{ type: 4 }, 'data'],
  'an empty text': [says({ content: '' }), '', 50006],
  'a text of 2001': [says({ content: long(2001) }), 'content'],
  'eleven embeds': [says({ embeds: many(11, () => ({ title: 'x' })) }), 'embeds'],
  'an unknown field': [says({ content: 'x', ephemeral: true }), 'ephemeral'],
  'a field beside data': [{ ...says({ content: 'x' }), flags: 64 }, 'flags'],
  'text beside Components V2': [says({ ...v2(text()), content: 'x' }), 'content'],
  'a poll beside Components V2': [
    says({ ...v2(text()), poll: { question: { text: 'Tea?' }, answers: [{ poll_media: { text: 'Yes' } }] } }),
    'poll',
  ],
  'a promise of Components V2': [{ type: 5, data: { flags: 1 << 15 } }, 'flags'],
  'a promise with a text': [{ type: 5, data: { content: 'x' } }, 'content'],
  'a button without custom id': [
    says({ content: 'x', components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x' }] }] }),
    'custom_id',
  ],
  'a form without fields': [opens([]), 'components'],
  'six fields': [opens(many(6, n => label(input({ custom_id: `i${n}` })))), 'components'],
  'a title of 46': [opens([label(input())], { title: long(46) }), 'title'],
  'a form without title': [opens([label(input())], { title: undefined }), 'title'],
  'a form without custom id': [opens([label(input())], { custom_id: undefined }), 'custom_id'],
  'a form with a custom id of 101': [opens([label(input())], { custom_id: long(101) }), 'custom_id'],
  'a label of 46': [opens([label(input(), { label: long(46) })]), 'label'],
  'a description of 101': [opens([label(input(), { description: long(101) })]), 'description'],
  'a field without label': [opens([{ type: 18, component: input() }]), 'label'],
  'a label without field': [opens([{ type: 18, label: 'Name' }]), 'component'],
  'a field without its label': [opens([input()]), 'type'],
  'a button in a form': [opens([label({ type: 2, style: 1, label: 'x', custom_id: 'x' })]), 'type'],
  'the same custom id twice': [opens([label(input()), label(input())]), 'components'],
  'an unknown style': [opens([label(input({ style: 3 }))]), 'style'],
  'a value of 4001': [opens([label(input({ value: long(4001) }))]), 'value'],
  'least above most': [opens([label(input({ min_length: 5, max_length: 4 }))]), 'min_length'],
  'a radio group of one': [opens([pick(21, 1)]), 'options'],
  'a radio group of eleven': [opens([pick(21, 11)]), 'options'],
  'a checkbox group of eleven': [opens([pick(22, 11)]), 'options'],
  'the same value twice': [opens([pick(21, 2, { options: [option(1), option(1)] })]), 'value'],
  'more than ten files': [opens([label({ type: 19, custom_id: 'file', max_values: 11 })]), 'max_values'],
};

const acceptedChoices: Record<string, object> = {
  none: offers([]),
  'twenty-five': offers(many(25, n => ({ name: `n${n}`, value: `v${n}` }))),
  'names and values of 100': offers([{ name: long(100), value: long(100) }]),
  'names in other languages': offers([{ name: 'yes', name_localizations: { de: 'ja' }, value: 'yes' }]),
};

const refusedChoices: Record<string, readonly [body: object, field: string]> = {
  'twenty-six': [offers(many(26, n => ({ name: `n${n}`, value: `v${n}` }))), 'choices'],
  'a name of 101': [offers([{ name: long(101), value: 'x' }]), 'name'],
  'an empty name': [offers([{ name: '', value: 'x' }]), 'name'],
  'a value of 101': [offers([{ name: 'x', value: long(101) }]), 'value'],
  'no value': [offers([{ name: 'x' }]), 'value'],
  'an unknown language': [offers([{ name: 'x', value: 'x', name_localizations: { xx: 'x' } }]), 'xx'],
  'no list': [{ type: 8, data: {} }, 'choices'],
  'a text': [says({ content: 'x' }), 'type'],
};

/** A fresh interaction, and what the member saw of it in the end. */
async function interact(kind: 'command' | 'autocomplete') {
  const arrived = new Promise<Interaction>(resolve => {
    take = resolve;
  });
  const who = { as: world.mira, channel: world.channel };
  const seen =
    kind === 'command'
      ? world.control.command({ ...who, name: 'go' })
      : world.control.autocomplete({ ...who, name: 'find', focused: 'title', value: 'x' });
  const { id, token } = await arrived;
  const answer = (body: object): Promise<RawResponse> =>
    world.raw('POST', `/interactions/${id}/${token}/callback`, body);
  return { seen, answer };
}

describe('a command may be answered with', () => {
  test.each(Object.entries(accepted))('%s', async (_name, body) => {
    const { seen, answer } = await interact('command');
    expect((await answer(body)).status).toBe(204);
    expect((await seen).outcome).not.toBe('none');
  });
});

describe('a command may not be answered with', () => {
  test.each(Object.entries(refused))('%s', async (_name, [body, field, code = 50035]) => {
    const { seen, answer } = await interact('command');
    const response = await answer(body);
    const said = await response.json();
    expect({ status: response.status, code: said.code }).toEqual({ status: 400, code });
    if (field !== '') expect(fieldsOf(said.errors)).toContain(field);
    // A refused answer is no answer: the interaction still waits for one.
    expect((await answer(says({ content: 'better' }))).status).toBe(204);
    expect((await seen).message).toMatchObject({ content: 'better' });
  });
});

describe('a member who types may be offered', () => {
  test.each(Object.entries(acceptedChoices))('%s', async (_name, body) => {
    const { seen, answer } = await interact('autocomplete');
    expect((await answer(body)).status).toBe(204);
    expect((await seen).outcome).toBe('choices');
  });
});

describe('a member who types may not be offered', () => {
  test.each(Object.entries(refusedChoices))('%s', async (_name, [body, field]) => {
    const { seen, answer } = await interact('autocomplete');
    const said = await (await answer(body)).json();
    expect(said.code).toBe(50035);
    expect(fieldsOf(said.errors)).toContain(field);
    expect((await answer(offers([]))).status).toBe(204);
    expect((await seen).choices).toEqual([]);
  });
});

test('nothing of this server was unlike Discord meanwhile', async () => {
  const problems = (await world.control.problems()).map(p => p.problem);
  expect(problems.filter(p => !p?.startsWith('unknown field'))).toEqual([]);
});
