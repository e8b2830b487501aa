/** What a practice quiz is wished for: a lesson, a part of a pathway, a topic, a number of questions, or nothing at all. */
import type { Choice } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { lessonsBelow } from '../src/core/learned.ts';
import { readWish, type WishedFor, wishWord } from '../src/core/wish-word.ts';
import { suggestNodes } from '../src/curriculum/find.ts';
import { bestNamed } from '../src/curriculum/name-match.ts';
import type { Curriculum, Lesson, PathwayNode } from '../src/curriculum/types.ts';
import { type Asked, type Call, Refusal } from '../src/discord/define-command.ts';
import type { Standing } from '../src/store/progress.ts';
import type { Quiz } from '../src/store/quizzes.ts';
import { lessonOption } from './_next.ts';
import { lessonsOf } from './_node.ts';
import { quizSentences, usualCount, type Wish } from './_quiz.ts';
import { lessonNamed, nearLessons, nextLesson } from './_study.ts';

const sentences = {
  lesson: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/quiz\` and a letter to choose from a list.`,
  node: 'I don’t know a part of that name. Type a letter and choose one from the list.',
  nearTopic: (typed: string, near: readonly string[]) =>
    `I don’t know the topic “${plain(typed)}”. Did you mean **${near.join('** or **')}**?`,
  topic: (typed: string, some: readonly string[], more: number) =>
    `I don’t know the topic “${plain(typed)}”. Some are ${some.map(one => `**${one}**`).join(', ')}, and there are ${more} more: type a letter or two of what you look for to see those that fit.`,
  apart: (names: readonly string[]) =>
    `No lesson is about all of these at once: ${names.map(name => `**${name}**`).join(', ')}. Leave one of them out.`,
};

/** Topics named in a refusal. */
const nearTopics = 3;
const someTopics = 12;

export const practiceLesson = {
  ...lessonOption,
  description: 'Which lesson; leave it out for your next one',
} as const;
export const nodeOption = {
  type: 'text',
  description: 'All lessons of a part of a pathway',
  maxLength: 100,
  suggest: ({ curriculum }: Asked, typed: string): Choice[] =>
    suggestNodes(curriculum, typed, 25).map(node => ({ label: labelOf(curriculum, node), value: node.id })),
} as const;
export const topicOption = {
  type: 'text',
  description: 'All lessons with this tag, such as tcp or caching',
  maxLength: 50,
  suggest: ({ curriculum }: Asked, typed: string): Choice[] =>
    topicsLike(curriculum, typed, 25).map(topic => ({ label: topic, value: topic })),
} as const;
export const countOption = {
  type: 'number',
  description: 'How many questions; 5 unless you say otherwise',
  least: 1,
  most: 20,
} as const;

const labelOf = (curriculum: Curriculum, node: PathwayNode): string =>
  `${node.title} · ${curriculum.pathways.get(node.pathwayId)?.title ?? ''}`.slice(0, 100);

/** Those of the most lessons first. */
function topicsOf(curriculum: Curriculum): readonly string[] {
  const lessons = new Map<string, number>();
  for (const { id, tags } of curriculum.lessons.values())
    for (const topic of new Set([id.split('/')[0] ?? '', ...tags]))
      lessons.set(topic, (lessons.get(topic) ?? 0) + 1);
  return [...lessons].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([topic]) => topic);
}

const topicsLike = (curriculum: Curriculum, typed: string, limit: number): readonly string[] =>
  bestNamed(topicsOf(curriculum), topic => [topic], typed, limit);

type Options = Call<{
  lesson: typeof practiceLesson;
  node: typeof nodeOption;
  topic: typeof topicOption;
  count: typeof countOption;
}>['options'];

/** What these options ask for: lessons that fit all of them. Throws a refusal for what isn't there, and where none fits. */
export function lessonsForQuiz(
  { curriculum, options }: Pick<Asked, 'curriculum'> & { readonly options: Options },
  standing: Standing,
): Wish {
  const { count } = options;
  const lesson = options.lesson === undefined ? undefined : lessonMeant(curriculum, options.lesson);
  const node = options.node === undefined ? undefined : nodeMeant(curriculum, options.node);
  const topic = options.topic === undefined ? undefined : topicMeant(curriculum, options.topic);
  if (!lesson && !node && topic === undefined) {
    const next = nextLesson(curriculum, standing);
    if (!next) throw new Refusal(quizSentences.none);
    return { ...wishFor(curriculum, { lesson: next.id }, count), isCounted: count !== undefined };
  }
  const wish = wishFor(
    curriculum,
    {
      ...(lesson ? { lesson: lesson.id } : {}),
      ...(node ? { node: node.id } : {}),
      ...(topic === undefined ? {} : { topic }),
    },
    count,
  );
  const names = [lesson?.title, node?.title, topic].filter(name => name !== undefined);
  if (wish.lessons.length === 0 && names.length > 1) throw new Refusal(sentences.apart(names));
  return { ...wish, isCounted: count !== undefined };
}

function lessonMeant(curriculum: Curriculum, typed: string): Lesson {
  const lesson = lessonNamed(curriculum, typed);
  if (!lesson) throw new Refusal(sentences.lesson(nearLessons(curriculum, typed)));
  return lesson;
}

function nodeMeant({ nodes }: Curriculum, typed: string): PathwayNode {
  const title = typed.toLowerCase();
  const node = nodes.get(typed) ?? [...nodes.values()].find(one => one.title.toLowerCase() === title);
  if (!node) throw new Refusal(sentences.node);
  return node;
}

function topicMeant(curriculum: Curriculum, typed: string): string {
  const topic = typed.trim().toLowerCase();
  const topics = topicsOf(curriculum);
  if (topics.includes(topic)) return topic;
  const near = topicsLike(curriculum, topic, nearTopics);
  if (topic !== '' && near.length > 0) throw new Refusal(sentences.nearTopic(typed, near));
  throw new Refusal(sentences.topic(typed, topics.slice(0, someTopics), topics.length - someTopics));
}

/** The same once more, as far as it is still taught. Throws a refusal when nothing is. */
export function wishAgain({ curriculum }: Asked, quiz: Quiz): Wish {
  // What many were asked is practised as it was: the same questions.
  if (quiz.memberId === null) return sameQuestions(curriculum, quiz);
  const wished = readWish(quiz.wish ?? '');
  const wish = wishFor(curriculum, wished, wished.count);
  if (wish.lessons.length > 0) return wish;
  // A quiz of another kind is practised by the lessons of its questions.
  const ids = [...new Set(quiz.questionIds.map(id => id.split('#')[0] ?? ''))];
  const lessons = ids.flatMap(id => curriculum.lessons.get(id) ?? []);
  const [only] = lessons;
  if (!only) throw new Refusal(quizSentences.gone);
  return wishOf(lessons.length === 1 ? { lesson: only.id } : { quiz: quiz.id }, lessons, wished.count);
}

/** Lessons that fit all of it; none for a wish that names nothing. */
function wishFor(curriculum: Curriculum, wished: WishedFor, count: number | undefined): Wish {
  const { lesson, node, topic } = wished;
  const part = curriculum.nodes.get(node ?? '');
  const sets = [
    ...(lesson === undefined ? [] : [[curriculum.lessons.get(lesson)].filter(one => one !== undefined)]),
    ...(node === undefined ? [] : [part ? lessonsOf(curriculum, lessonsBelow(part)) : []]),
    ...(topic === undefined ? [] : [lessonsOn(curriculum, topic)]),
  ];
  const [first = [], ...others] = sets;
  return wishOf(
    wished,
    first.filter(one => others.every(set => set.includes(one))),
    count,
  );
}

function sameQuestions(curriculum: Curriculum, { id: quizId, questionIds }: Quiz): Wish {
  const lessons = [...new Set(questionIds.map(id => id.split('#')[0] ?? ''))].flatMap(
    (lessonId): Lesson[] => {
      const lesson = curriculum.lessons.get(lessonId);
      const questions = lesson?.questions.filter(({ id }) => questionIds.includes(`${lessonId}#${id}`));
      return lesson && questions ? [{ ...lesson, questions }] : [];
    },
  );
  if (lessons.length === 0) throw new Refusal(quizSentences.gone);
  return wishOf({ quiz: quizId }, lessons, questionIds.length);
}

function wishOf(wished: WishedFor, lessons: readonly Lesson[], count = usualCount): Wish {
  return { word: wishWord(count === usualCount ? wished : { ...wished, count }), lessons, count };
}

const lessonsOn = (curriculum: Curriculum, topic: string): readonly Lesson[] =>
  [...curriculum.lessons.values()].filter(
    ({ id, tags }) => id.startsWith(`${topic}/`) || tags.includes(topic),
  );
