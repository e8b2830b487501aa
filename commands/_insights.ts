/** What `/insights` reads and reckons: members' first answers, judged by the keys that hold in this guild. */
import type { LessonRow, QuestionRow } from '../src/cards/insights-card.ts';
import { type Alike, analyseItem, judgeAlike, standingOf } from '../src/core/item-analysis.ts';
import { byAttention, type Tally, tallyOf } from '../src/core/item-tally.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listFirstAnswers } from '../src/store/insights.ts';
import { findQuestion, fullId } from './_quiz.ts';

export interface Insights {
  /** Questions of a lesson that are asked, or were answered; in the order of its bank. */
  readonly questionsOf: (lesson: Lesson) => readonly QuestionRow[];
  /** Lessons with an answer, what wants a look first. */
  readonly lessons: () => readonly LessonRow[];
}

/** Of everybody in the guild, or of a cohort's members. */
export async function readInsights(
  { db, guildId, curriculum }: Asked,
  cohortId: string | undefined,
): Promise<Insights> {
  const given = await listFirstAnswers(db, guildId, cohortId);
  const answers = judgeAlike(given, id => findQuestion(curriculum, id));
  const standing = standingOf(answers);
  const byQuestion = new Map<string, Alike[]>();
  for (const alike of answers) {
    const known = byQuestion.get(alike.questionId);
    if (known) known.push(alike);
    else byQuestion.set(alike.questionId, [alike]);
  }
  const questionsOf = ({ questions }: Lesson): readonly QuestionRow[] =>
    questions
      .map(question => ({
        question,
        figures: analyseItem(question, byQuestion.get(fullId(question)) ?? [], standing),
      }))
      .filter(({ question, figures }) => !question.retired || figures.n > 0);
  const answered = new Set(Array.from(byQuestion.keys(), id => id.split('#')[0] ?? ''));
  return {
    questionsOf,
    lessons: () =>
      Array.from(curriculum.lessons.values())
        .filter(({ id }) => answered.has(id))
        .map(lesson => ({ lesson, tally: tallyOfRows(questionsOf(lesson)) }))
        .filter(({ tally }) => tally.n > 0)
        .sort((a, b) => byAttention(a.tally, b.tally)),
  };
}

export const tallyOfRows = (rows: readonly QuestionRow[]): Tally =>
  tallyOf(rows.map(({ figures }) => figures));

/** Of lessons, each of which is a tally already. */
export function sumOf(lessons: readonly LessonRow[]): Tally {
  const whole = tallyOf(lessons.map(({ tally }) => ({ ...tally, flags: [] })));
  const flags = { ...whole.flags };
  for (const { tally } of lessons)
    for (const kind of Object.keys(flags) as (keyof typeof flags)[]) flags[kind] += tally.flags[kind];
  return { ...whole, flags, most: Math.max(0, ...lessons.map(({ tally }) => tally.most)) };
}
