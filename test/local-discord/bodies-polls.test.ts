import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const long = (length: number) => 'x'.repeat(length);
const answers = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ poll_media: { text: `answer ${n}` } }));
const poll = (more: object = {}) => ({
  poll: { question: { text: 'Tea or coffee?' }, answers: answers(2), ...more },
});

const accepted: Record<string, object> = {
  'two answers': poll(),
  'ten answers': poll({ answers: answers(10) }),
  'a question of 300': poll({ question: { text: long(300) } }),
  'an answer of 55': poll({ answers: [{ poll_media: { text: long(55) } }] }),
  'an emoji beside the answer': poll({ answers: [{ poll_media: { text: 'Tea', emoji: { name: '🍵' } } }] }),
  'an hour': poll({ duration: 1 }),
  'thirty-two days': poll({ duration: 768 }),
  'several votes': poll({ allow_multiselect: true }),
  'a text above it': { content: 'Say!', ...poll() },
};

const refused: Record<string, readonly [body: object, field: string]> = {
  'no answers': [poll({ answers: [] }), 'answers'],
  'eleven answers': [poll({ answers: answers(11) }), 'answers'],
  'an answer of 56': [poll({ answers: [{ poll_media: { text: long(56) } }] }), 'text'],
  'an empty answer': [poll({ answers: [{ poll_media: {} }] }), 'text'],
  'an answer without words': [poll({ answers: [{}] }), 'poll_media'],
  'a question of 301': [poll({ question: { text: long(301) } }), 'text'],
  'no question': [poll({ question: undefined }), 'question'],
  'no time at all': [poll({ duration: 0 }), 'duration'],
  '769 hours': [poll({ duration: 769 }), 'duration'],
  'half an hour': [poll({ duration: 0.5 }), 'duration'],
  'an unknown layout': [poll({ layout_type: 2 }), 'layout_type'],
  'a misspelt field': [poll({ multiselect: true }), 'multiselect'],
  'Components V2': [{ ...poll(), flags: 1 << 15, components: [{ type: 10, content: 'x' }] }, 'poll'],
};

describe('a poll may have', () => {
  test.each(Object.entries(accepted))('%s', async (_name, body) => {
    const response = await world.raw('POST', `/channels/${world.channel}/messages`, body);
    expect(await response.json()).toMatchObject({ poll: { answers: expect.any(Array) } });
  });
});

describe('a poll may not have', () => {
  test.each(Object.entries(refused))('%s', async (_name, [body, field]) => {
    const response = await world.raw('POST', `/channels/${world.channel}/messages`, body);
    const answer = await response.json();
    expect(answer.code).toBe(50035);
    expect(fieldsOf(answer.errors)).toContain(field);
  });
});

test('what was answered was in Discord’s words', async () => {
  const problems = (await world.control.problems()).map(p => p.problem);
  expect(problems).toEqual(['unknown field: poll.multiselect']);
});
