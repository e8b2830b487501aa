/** What a practice quiz is wished for: a lesson, a part of a pathway, a topic, a number of questions, or nothing at all. */
import type { Choice } from '../src/cards/reply.ts';
import { suggestNodes } from '../src/curriculum/find.ts';
import type { Curriculum, Lesson, PathwayNode } from '../src/curriculum/types.ts';
import { type Asked, type Call, Refusal } from '../src/discord/define-command.ts';
import type { Standing } from '../src/store/progress.ts';
import type { Quiz } from '../src/store/quizzes.ts';
import { lessonOption } from './_next.ts';
import { quizSentences, usualCount, type Wish } from './_quiz.ts';
import { lessonNamed, nearLessons, nextLesson } from './_study.ts';

const sentences = {
  lesson: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/quiz\` and a letter to choose from a list.`,
  node: 'I don’t know a part of that name. Type a letter and choose one from the list.',
  topic: (topics: string) => `I don’t know that topic. There are: ${topics}.`,
};

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
    topicsOf(curriculum)
      .filter(topic => topic.includes(typed.trim().toLowerCase()))
      .slice(0, 25)
      .map(topic => ({ label: topic, value: topic })),
} as const;
export const countOption = {
  type: 'number',
  description: 'How many questions; 5 unless you say otherwise',
  least: 1,
  most: 20,
} as const;

const labelOf = (curriculum: Curriculum, node: PathwayNode): string =>
  `${node.title} · ${curriculum.pathways.get(node.pathwayId)?.title ?? ''}`.slice(0, 100);

function topicsOf(curriculum: Curriculum): readonly string[] {
  const lessons = [...curriculum.lessons.values()];
  return [...new Set(lessons.flatMap(({ id, tags }) => [id.split('/')[0] ?? '', ...tags]))].sort();
}

type Options = Call<{
  lesson: typeof practiceLesson;
  node: typeof nodeOption;
  topic: typeof topicOption;
  count: typeof countOption;
}>['options'];

/** What these options ask for. Throws a refusal for what isn't there. */
export function lessonsForQuiz(
  { curriculum, options }: Pick<Asked, 'curriculum'> & { readonly options: Options },
  standing: Standing,
): Wish {
  const { lesson: named, node, topic, count = usualCount } = options;
  if (named !== undefined) {
    const lesson = lessonNamed(curriculum, named);
    if (!lesson) throw new Refusal(sentences.lesson(nearLessons(curriculum, named)));
    return wishOf(`lesson=${lesson.id}`, [lesson], count);
  }
  if (node !== undefined) {
    const found =
      curriculum.nodes.get(node) ??
      [...curriculum.nodes.values()].find(one => one.title.toLowerCase() === node.toLowerCase());
    if (!found) throw new Refusal(sentences.node);
    return wishOf(`node=${found.id}`, lessonsBelow(curriculum, found), count);
  }
  if (topic !== undefined) {
    const lessons = lessonsOn(curriculum, topic);
    if (lessons.length === 0)
      throw new Refusal(sentences.topic(topicsOf(curriculum).slice(0, 30).join(', ')));
    return wishOf(`topic=${topic.toLowerCase().slice(0, 40)}`, lessons, count);
  }
  const next = nextLesson(curriculum, standing);
  if (!next) throw new Refusal(quizSentences.none);
  return wishOf(`lesson=${next.id}`, [next], count);
}

/** The same once more, as far as it is still taught. Throws a refusal when nothing is. */
export function wishAgain({ curriculum }: Asked, quiz: Quiz): Wish {
  // What many were asked is practised as it was: the same questions.
  if (quiz.memberId === null) return sameQuestions(curriculum, quiz);
  const [, kind = '', value = '', many = ''] = /^(\w+)=(.*?)(?:\*(\d+))?$/.exec(quiz.wish ?? '') ?? [];
  const count = many === '' ? usualCount : Number(many);
  const node = curriculum.nodes.get(value);
  const lessons =
    kind === 'node' && node
      ? lessonsBelow(curriculum, node)
      : kind === 'topic'
        ? lessonsOn(curriculum, value)
        : // A quiz of another kind is practised by the lessons of its questions.
          [...new Set(quiz.questionIds.map(id => id.split('#')[0] ?? ''))].flatMap(
            id => curriculum.lessons.get(id) ?? [],
          );
  const [only] = lessons;
  if (!only) throw new Refusal(quizSentences.gone);
  if (kind === 'node' || kind === 'topic') return wishOf(`${kind}=${value}`, lessons, count);
  return lessons.length === 1
    ? wishOf(`lesson=${only.id}`, lessons, count)
    : wishOf(`quiz=${quiz.id}`, lessons, count);
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
  return wishOf(`quiz=${quizId}`, lessons, questionIds.length);
}

const wishOf = (word: string, lessons: readonly Lesson[], count: number): Wish => ({
  word: count === usualCount ? word : `${word}*${count}`,
  lessons,
  count,
});

function lessonsBelow(curriculum: Curriculum, node: PathwayNode): readonly Lesson[] {
  const ids = [
    ...node.lessons,
    ...node.children.flatMap(child => lessonsBelow(curriculum, child).map(one => one.id)),
  ];
  return [...new Set(ids)].flatMap(id => curriculum.lessons.get(id) ?? []);
}

function lessonsOn(curriculum: Curriculum, topic: string): readonly Lesson[] {
  const wanted = topic.trim().toLowerCase();
  return [...curriculum.lessons.values()].filter(
    ({ id, tags }) => id.startsWith(`${wanted}/`) || tags.includes(wanted),
  );
}
