import { resourceLines } from '../src/cards/lesson-parts.ts';
import { type Block, type Card, type Choice, text } from '../src/cards/reply.ts';
import { bar, count } from '../src/cards/words.ts';
import { suggestNodes } from '../src/curriculum/find.ts';
import type { Curriculum, PathwayNode } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listLessonsDone } from '../src/store/progress.ts';

const sentences = {
  unknown: (near: string) =>
    `I don’t know a module of that name.${near} Type \`/module\` and a letter to choose from a list.`,
  none: 'There are no modules here yet.',
  noLessons: 'No lessons are written for this part yet.',
};

export default defineCommand({
  description: 'Look up a part of a pathway: what it holds, and its lessons',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    module: { type: 'text', description: 'Which part; leave it out for the first', maxLength: 100, suggest },
  },

  async run(call) {
    const { curriculum, options } = call;
    const typed = options.module;
    const node = typed === undefined ? [...curriculum.nodes.values()][0] : nodeNamed(curriculum, typed);
    if (!node)
      throw new Refusal(typed === undefined ? sentences.none : sentences.unknown(near(curriculum, typed)));
    return nodeCard(call, node);
  },

  buttons: {
    open: {
      who: 'everyone',
      run(call) {
        const node = call.curriculum.nodes.get(call.chosen[0] ?? call.argument);
        if (!node) throw new Refusal(sentences.unknown(''));
        return nodeCard(call, node);
      },
    },
  },
});

function suggest({ curriculum }: Asked, typed: string): Choice[] {
  return suggestNodes(curriculum, typed, 25).map(node => {
    const pathway = curriculum.pathways.get(node.pathwayId)?.title;
    return { label: [node.title, pathway].join(', ').slice(0, 100), value: node.id };
  });
}

function nodeNamed(curriculum: Curriculum, typed: string): PathwayNode | undefined {
  const title = typed.toLowerCase();
  return (
    curriculum.nodes.get(typed) ??
    [...curriculum.nodes.values()].find(node => node.title.toLowerCase() === title)
  );
}

function near(curriculum: Curriculum, typed: string): string {
  const titles = suggestNodes(curriculum, typed, 3).map(node => `“${node.title}”`);
  return titles.length > 0 ? ` Did you mean ${titles.join(' or ')}?` : '';
}

async function nodeCard({ curriculum, db, guildId, memberId }: Asked, node: PathwayNode): Promise<Card> {
  const done = await listLessonsDone(db, guildId, memberId);
  const pathway = curriculum.pathways.get(node.pathwayId);
  const lessons = node.lessons.flatMap(id => curriculum.lessons.get(id) ?? []);
  const learned = lessons.filter(lesson => done.has(lesson.id)).length;
  const blocks: Block[] = [
    text(
      `-# ${[pathway?.title, curriculum.nodes.get(node.parentId ?? '')?.title].filter(Boolean).join(' ▸ ')}`,
      `## ${node.title}`,
      ...(node.text === undefined ? [] : [node.text]),
    ),
  ];
  if (node.topics.length > 0) blocks.push(text('**Topics**', ...node.topics.map(topic => `- ${topic}`)));
  if (lessons.length > 0) {
    blocks.push(
      text(
        `**${count(lessons.length, 'lesson')}** ${bar(learned, lessons.length)}`,
        ...lessons.map((lesson, i) => `${i + 1}. ${lesson.title}${done.has(lesson.id) ? ' (done)' : ''}`),
      ),
      choose('lesson', 'Open a lesson', lessons),
    );
  } else if (node.children.length === 0) {
    blocks.push(text(sentences.noLessons));
  }
  if (node.children.length > 0) blocks.push(choose('module', 'Open a part', node.children));
  const links = resourceLines(node.resources, curriculum.resources);
  if (links.length > 0) blocks.push(text('**Resources**', ...links));
  return { kind: 'card', accent: 'map', private: true, blocks };
}

const choose = (
  command: string,
  placeholder: string,
  list: readonly { id: string; title: string }[],
): Block => ({
  kind: 'choose',
  press: { command, action: 'open' },
  placeholder,
  choices: list.map(({ id, title }) => ({ label: title, value: id })),
});
