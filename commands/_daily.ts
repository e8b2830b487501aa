/** Which daily quiz a member means: the one that is open, else how the latest went, else why there is none. */
import { type Button, buttons, type Card, say, text } from '../src/cards/reply.ts';
import { comesAt, cut, plain } from '../src/cards/words.ts';
import { deliveryId } from '../src/core/delivery.ts';
import type { StudyDay } from '../src/core/time.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listDailyQuizzes } from '../src/store/daily-answers.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { type Answer, listAnswers, type Quiz } from '../src/store/quizzes.ts';
import { cohortNamed } from './_cohort.ts';
import { isClosed, nextPlace } from './_question.ts';
import { currentCard } from './_quiz.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  which: 'More than one of your cohorts has a quiz for you. Which one first?',
  off: (name: string) => `**${plain(name)}** has no daily quiz: its moderators chose none.`,
  ended: (name: string) => `**${plain(name)}** has reached its end, so there is no daily quiz any more.`,
  paused: (name: string) =>
    `**${plain(name)}** is paused, so there is no quiz now. The next one comes after its next lesson.`,
  next: (name: string, when: string) =>
    `**${plain(name)}** has no quiz now. The next one comes after its next lesson, ${when}.`,
  soon: (name: string) =>
    `**${plain(name)}** has no quiz now. One comes after each lesson; I can’t say yet when the next lesson is.`,
  following: (when: string) => `The next quiz comes after the next lesson, ${when}.`,
  meanwhile: 'Practice is always open.',
};

/** Milliseconds of calendar time: an older quiz tells nobody anything any more. */
const shownFor = 7 * 24 * 3_600_000;
/** A row of buttons holds no more. */
const mostCohorts = 5;

interface Own {
  readonly quiz: Quiz;
  readonly given: readonly Answer[];
  readonly cohort: Cohort;
}

/** `typed`: the cohort's name or id, where one was named. Throws a refusal for one that isn't the member's. */
export async function daily(asked: Asked, typed?: string): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const all = await listCohortsOfMember(db, guildId, memberId);
  const named = typed === undefined ? undefined : cohortNamed(all, typed);
  if (typed !== undefined && !named) throw new Refusal(sentences.unknown);
  const cohorts = named ? [named] : all;
  const latest = await listLatest(asked, cohorts);
  const open = latest.filter(({ quiz }) => !isClosed(quiz, now));
  const unfinished = open.filter(one => isUnfinished(asked, one));
  if (unfinished.length > 1) return whichCard(guildId, unfinished);
  const [own] = [...unfinished, ...open, ...latest];
  if (!own) return noneCard(asked, cohorts);
  const card = await currentCard(asked, own.quiz, own.given, false);
  const { nextDueAt } = own.cohort;
  if (!isClosed(own.quiz, now) || !nextDueAt) return card;
  return { ...card, blocks: [...card.blocks, text(sentences.following(comesAt(nextDueAt, now)))] };
}

/** Of each cohort one quiz, with what the member answered there: the newest that still waits for answers, else the newest. */
async function listLatest(asked: Asked, cohorts: readonly Cohort[]): Promise<readonly Own[]> {
  const { db, guildId, memberId, now } = asked;
  const since = new Date(now.getTime() - shownFor);
  const ids = cohorts.map(({ id }) => id);
  const quizzes = await listDailyQuizzes(db, guildId, ids, since);
  const latest = await Promise.all(
    cohorts.map(async (cohort): Promise<Own | undefined> => {
      const [newest, ...older] = quizzes.filter(({ cohortId }) => cohortId === cohort.id);
      // An evening's quiz is still open when the next day's comes.
      const open = older.filter(quiz => !isClosed(quiz, now));
      const own = await Promise.all(
        [...(newest ? [newest] : []), ...open].map(async quiz => ({
          ...{ quiz, cohort },
          given: await listAnswers(db, guildId, quiz.id, memberId),
        })),
      );
      return own.find(one => !isClosed(one.quiz, now) && isUnfinished(asked, one)) ?? own[0];
    }),
  );
  return latest
    .filter(one => one !== undefined)
    .sort((a, b) => b.quiz.openedAt.getTime() - a.quiz.openedAt.getTime());
}

/** Whether a question waits for an answer: one that was taken out doesn't. */
const isUnfinished = ({ curriculum }: Asked, { quiz, given }: Own): boolean =>
  nextPlace(curriculum, quiz, given) >= 0;

function whichCard(guildId: string, list: readonly Own[]): Card {
  const choices = list.slice(0, mostCohorts).map(({ cohort, quiz }): Button => {
    const key = { guildId, cohortId: cohort.id, kind: 'daily-quiz', slot: 0 };
    return {
      label: cut(cohort.name, 80),
      style: 'primary',
      press: {
        command: 'daily',
        action: 'open',
        argument: deliveryId({ ...key, studyDay: quiz.studyDay as StudyDay }),
      },
    };
  });
  return say(sentences.which, buttons(...choices));
}

function noneCard({ now }: Asked, cohorts: readonly Cohort[]): Card {
  const reasons = cohorts.slice(0, mostCohorts).map(cohort => whyNone(cohort, now));
  return say(
    [...reasons, sentences.meanwhile].join('\n'),
    buttons({ label: 'Quiz me', style: 'primary', press: { command: 'quiz', action: 'more' } }),
  );
}

function whyNone({ name, state, dailyQuestions, nextDueAt }: Cohort, now: Date): string {
  if (dailyQuestions === 0) return sentences.off(name);
  if (state === 'ended') return sentences.ended(name);
  if (state === 'paused') return sentences.paused(name);
  return nextDueAt ? sentences.next(name, comesAt(nextDueAt, now)) : sentences.soon(name);
}
