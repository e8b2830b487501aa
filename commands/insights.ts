import { namedChoices, questionInsightCard } from '../src/cards/insight-question-card.ts';
import { flagsIn, flagsShort, isEarly, percentOf } from '../src/cards/insight-words.ts';
import { lessonInsightCard, overviewCard, type Shown, stemShort } from '../src/cards/insights-card.ts';
import type { Card, Choice } from '../src/cards/reply.ts';
import { count, plain } from '../src/cards/words.ts';
import type { FlagKind } from '../src/core/item-flags.ts';
import { isPressing } from '../src/core/item-tally.ts';
import { suggestLessons } from '../src/curriculum/find.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { choicesPicture, type InsightRow, insightRowsPicture } from '../src/pictures/insights.ts';
import { type Cohort, findCohort } from '../src/store/cohorts.ts';
import { findDelivery } from '../src/store/deliveries.ts';
import { cohortMeant, suggestCohort } from './_cohort.ts';
import { drawnFor } from './_drawn.ts';
import { type Insights, readInsights, sumOf, tallyOfRows } from './_insights.ts';
import { pageButtons, pageOf, pageWords, readPage } from './_pages.ts';
import { fullId } from './_quiz.ts';
import { reportButtons, reportForms, reportPage } from './_reports.ts';
import { lessonNamed, nearLessons } from './_study.ts';

const sentences = {
  everybody: 'everybody here',
  unknown: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/insights lesson:\` and a letter to choose from a list.`,
  gone: 'That question is no longer in the curriculum. Type `/insights` for those that are.',
  goneCohort: 'That cohort is gone. Type `/insights` for everybody here.',
  drawn: 'How questions do',
  question: (number: number, title: string) => `Question ${number} · ${title}`,
  answers: (n: number) => count(n, 'first answer'),
};

/** A picture with more rows would be shrunk by a phone until nobody can read it. */
const perPage = 10;

/** What buttons carry: a cohort's id and a lesson's, either of which may be empty. */
interface About {
  readonly cohortId: string;
  readonly lessonId: string;
}
const aboutOf = ({ cohortId, lessonId }: About): string => `${cohortId}.${lessonId}`;
function readAbout(text: string): About {
  const [cohortId = '', lessonId = ''] = text.split('.');
  return { cohortId, lessonId };
}

export default defineCommand({
  description: 'How questions do: how many are right, and which want a look',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    lesson: {
      type: 'text',
      description: 'One lesson’s questions; leave it out for all lessons',
      maxLength: 100,
      suggest: suggestLesson,
    },
    cohort: {
      type: 'text',
      description: 'Only its members; leave it out for everybody here',
      maxLength: 100,
      suggest: suggestCohort,
    },
  },

  async run(call) {
    const { lesson, cohort } = call.options;
    const cohortId = cohort === undefined ? '' : (await cohortMeant(call, cohort)).id;
    if (lesson === undefined) return overview(call, cohortId, 0, false);
    const found = lessonNamed(call.curriculum, lesson);
    if (!found) throw new Refusal(sentences.unknown(nearLessons(call.curriculum, lesson)));
    return ofLesson(call, { cohortId, lessonId: found.id }, 0, false);
  },

  buttons: {
    ...reportButtons,
    all: { who: 'moderator', run: call => overview(call, readAbout(call.argument).cohortId, 0, true) },
    /** Of the cohort of a delivery: notices carry its id. */
    open: {
      who: 'moderator',
      async run(call) {
        const delivery = await findDelivery(call.db, call.guildId, call.argument);
        return overview(call, delivery?.cohortId ?? '', 0, false);
      },
    },
    page: { who: 'moderator', run: call => reportPage(call) ?? page(call) },
    /** Chosen from a list, or the one that the button names. */
    lesson: {
      who: 'moderator',
      run: call => {
        const about = readAbout(call.argument);
        return ofLesson(call, { ...about, lessonId: call.chosen[0] ?? about.lessonId }, 0, true);
      },
    },
    question: { who: 'moderator', run: ofQuestion },
  },
  forms: reportForms,
});

function suggestLesson({ curriculum }: Asked, typed: string): Choice[] {
  return suggestLessons(curriculum, typed, 25).map(({ title, id }) => ({ label: title, value: id }));
}

function page(call: PressCall): Promise<Card> {
  const { page: number, about } = readPage(call.argument);
  const { cohortId, lessonId } = readAbout(about);
  return lessonId === ''
    ? overview(call, cohortId, number, true)
    : ofLesson(call, { cohortId, lessonId }, number, true);
}

/** Throws a refusal for a cohort that is gone. */
async function read(
  asked: Asked,
  cohortId: string,
): Promise<{ readonly insights: Insights; readonly whose: string }> {
  const cohort: Cohort | undefined =
    cohortId === '' ? undefined : await findCohort(asked.db, asked.guildId, cohortId);
  if (cohortId !== '' && !cohort) throw new Refusal(sentences.goneCohort);
  return {
    insights: await readInsights(asked, cohort?.id),
    whose: cohort ? plain(cohort.name) : sentences.everybody,
  };
}

async function overview(asked: Asked, cohortId: string, number: number, replaces: boolean): Promise<Card> {
  const { insights, whose } = await read(asked, cohortId);
  const lessons = insights.lessons();
  const tally = sumOf(lessons);
  const shown = pageOf(lessons, number, perPage);
  const about = aboutOf({ cohortId, lessonId: '' });
  const rows = shown.items.map(({ lesson, tally: own }, i) =>
    rowOf(shown.from + i, lesson.title, own, flagsIn(own)),
  );
  const picture = isEarly(tally) ? [] : await drawnRows(asked, sentences.drawn, tally.n, rows);
  return overviewCard(
    shown.items,
    { tally, lessons: lessons.length },
    { ...shownOf(whose, about, shown), picture, replaces },
  );
}

async function ofLesson(asked: Asked, about: About, number: number, replaces: boolean): Promise<Card> {
  const lesson = knownLesson(asked, about.lessonId);
  const { insights, whose } = await read(asked, about.cohortId);
  const questions = insights.questionsOf(lesson);
  const tally = tallyOfRows(questions);
  const shown = pageOf(questions, number, perPage);
  const rows = shown.items.map(({ question, figures }, i) =>
    rowOf(
      shown.from + i,
      stemShort(question.stem, 120),
      figures,
      figures.flags.map(({ kind }) => kind),
    ),
  );
  const picture = isEarly(tally) ? [] : await drawnRows(asked, lesson.title, tally.n, rows);
  return lessonInsightCard(
    lesson,
    shown.items,
    { tally, questions: questions.length },
    { ...shownOf(whose, aboutOf({ ...about, lessonId: lesson.id }), shown), picture, replaces },
  );
}

async function ofQuestion(call: PressCall): Promise<Card> {
  const about = readAbout(call.argument);
  const lesson = knownLesson(call, about.lessonId);
  const { insights, whose } = await read(call, about.cohortId);
  const rows = insights.questionsOf(lesson);
  const place = rows.findIndex(({ question }) => question.id === call.chosen[0]);
  const row = rows[place];
  if (!row) throw new Refusal(sentences.gone);
  const { question, figures } = row;
  const insight = { lesson, question, number: place + 1, figures };
  const picture = isEarly(figures)
    ? []
    : await drawnFor(call, () =>
        choicesPicture({
          title: sentences.question(place + 1, lesson.title),
          note: `${sentences.answers(figures.n)} · ${percentOf(figures.percentRight)} right`,
          rows: namedChoices(question, figures).map((choice, i) => ({
            ...choice,
            name: `${i + 1}. ${choice.name}`,
          })),
        }),
      );
  return questionInsightCard(insight, { whose, about: call.argument, questionId: fullId(question), picture });
}

function knownLesson({ curriculum }: Asked, id: string): Lesson {
  const lesson = curriculum.lessons.get(id);
  if (!lesson) throw new Refusal(sentences.unknown(''));
  return lesson;
}

const shownOf = (
  whose: string,
  about: string,
  shown: { readonly page: number; readonly pages: number; readonly from: number },
): Pick<Shown, 'whose' | 'about' | 'page' | 'turn' | 'from'> => ({
  ...{ whose, about, from: shown.from, page: pageWords(shown) },
  turn: pageButtons('insights', about, shown),
});

function rowOf(
  place: number,
  name: string,
  { n, percentRight }: { readonly n: number; readonly percentRight: number },
  kinds: readonly FlagKind[],
): InsightRow {
  const early = isEarly({ n });
  const flags = flagsShort(kinds);
  return {
    ...{
      number: place + 1,
      name,
      percent: early ? undefined : percentRight,
      wantsLook: kinds.some(isPressing),
    },
    note: `${count(n, 'answer')}${flags === '' ? '' : ` · ${flags}`}`,
  };
}

const drawnRows = (asked: Asked, title: string, n: number, rows: readonly InsightRow[]) =>
  drawnFor(asked, () => insightRowsPicture({ title, note: sentences.answers(n), rows }));
