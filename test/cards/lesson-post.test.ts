import { expect, test } from 'vitest';
import { lessonPost } from '../../src/cards/lesson-post.ts';
import { welcomeCard } from '../../src/cards/welcome.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { toPayload } from '../../src/discord/to-payload.ts';
import { projectRoot } from '../../src/root.ts';
import { payloadOf, wordsOf } from '../support/shown.ts';

const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
const deliveryId = 'd'.repeat(20);

test('every lesson’s post fits into one message and carries its delivery’s id in a component', () => {
  for (const lesson of curriculum.lessons.values()) {
    const post = lessonPost({
      lesson,
      pathway: [...curriculum.pathways.values()][0],
      node: [...curriculum.nodes.values()][0],
      resources: curriculum.resources,
      deliveryId,
      day: 1,
      days: 12,
      roleId: undefined,
    });
    expect.soft(JSON.stringify(payloadOf(post).components)).toContain(deliveryId);
    expect.soft(wordsOf(post)).toContain(`## ${lesson.title}`);
    // Cut text would end in the mark of a cut.
    expect.soft(wordsOf(post), lesson.id).not.toMatch(/…$/m);
    expect.soft(post.private ?? false).toBe(false);
  }
});

test('promise 4: a post pings the cohort’s role and nobody else, and without a role nobody', () => {
  const [lesson] = curriculum.lessons.values();
  if (!lesson) throw new Error('no lesson');
  const facts = {
    lesson,
    pathway: undefined,
    node: undefined,
    resources: curriculum.resources,
    deliveryId,
    day: 1,
    days: 12,
  };
  const named = toPayload(lessonPost({ ...facts, roleId: '720000000000000009' }));
  expect(named.allowed_mentions).toEqual({ parse: [], roles: ['720000000000000009'] });
  expect(JSON.stringify(named.components[0])).toContain('<@&720000000000000009>');
  expect(toPayload(lessonPost({ ...facts, roleId: undefined })).allowed_mentions).toEqual({ parse: [] });
});

test('the first words in a server say where to start', () => {
  for (const command of ['/cohorts', '/join', '/lesson', '/quiz', '/setup', '/cohort create', '/help']) {
    expect.soft(wordsOf(welcomeCard)).toContain(`\`${command}\``);
  }
});
