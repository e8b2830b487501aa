/** The daily quiz of a cohort: which questions it asks, and what is told of it when it is closed. */
import { gradeAnswer, type Key, loose } from './grading.ts';
import { type Candidate, pickMixed } from './pick-questions.ts';

/** Questions that a cohort may have in a day; 0 is no quiz. */
export const DAILY_COUNTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export const USUAL_DAILY_COUNT = 3;

/** Minutes that a quiz takes: about one for each question, with the reading of why. */
export const minutesFor = (questions: number): number => Math.max(1, questions);

export interface DailyDraw {
  /** Questions of the lessons that stand for this day; none on a day without a lesson. */
  readonly ofDay: readonly Candidate[];
  /** Questions of lessons that the cohort got before. */
  readonly earlier: readonly Candidate[];
  readonly count: number;
  readonly seed: string;
  /** Ids that are asked elsewhere in the guild at this time: by what is told there they would be given away here. */
  readonly elsewhere?: ReadonlySet<string>;
}

/**
 * The questions of a day, without those that are asked elsewhere. Of these come only as many as are lacking else, since a quiz that is
 * short helps nobody, and as make half of it questions of the day's lessons: of several cohorts with one lesson none is left without it.
 */
export function pickDaily({ elsewhere, ...draw }: DailyDraw): readonly string[] {
  if (!elsewhere) return pickDay(draw);
  const { count, seed } = draw;
  const isShared = ({ id }: Candidate) => elsewhere.has(id);
  const free = {
    ofDay: draw.ofDay.filter(one => !isShared(one)),
    earlier: draw.earlier.filter(one => !isShared(one)),
  };
  const least = Math.min(draw.ofDay.length, Math.ceil(count / 2));
  const lacks = Math.max(0, least - free.ofDay.length);
  const picked = pickDay({ ...free, count: count - lacks, seed });
  const ofDay = pickMixed(draw.ofDay.filter(isShared), count - picked.length, `${seed}:shared`);
  const before = pickMixed(
    draw.earlier.filter(isShared),
    count - picked.length - ofDay.length,
    `${seed}:shared`,
  );
  return [...ofDay, ...picked, ...before];
}

/**
 * The questions of a day, in the order in which they are asked: most are of the day's lessons, and the last is of a lesson before, since
 * what is asked again after a while is kept longest. It comes last, so that whoever has time for one question meets what is new. A quiz of
 * one question asks of the day. What either side lacks, the other fills. Depends on the sets and the seed only.
 */
function pickDay({ ofDay, earlier, count, seed }: DailyDraw): readonly string[] {
  if (ofDay.length === 0) return pickMixed(earlier, count, seed);
  const older = count > 1 ? pickMixed(earlier, 1, `${seed}:older`) : [];
  const main = pickMixed(ofDay, count - older.length, seed);
  const left = earlier.filter(({ id }) => !older.includes(id));
  return [...main, ...pickMixed(left, count - main.length - older.length, `${seed}:more`), ...older];
}

/** Fewer than these are never told in percent: who took part could tell from it how another one answered. */
export const FEWEST_TOLD = 3;

export type DailyQuestion = Key & {
  readonly id: string;
  /** Wrong answers that the bank knows, for questions without options: a text, or ids of items as `a > b > c`. */
  readonly wrong?: readonly { readonly answer: string }[];
  /** Taken out since it was asked, or not to be told yet: it has no numbers, and nobody missed it. */
  readonly isUntold?: boolean;
};

export interface DailyAnswer {
  readonly questionId: string;
  readonly memberId: string;
  readonly chosen: readonly string[];
  /** The member's first answer to this question, given in another quiz before this one. */
  readonly first?: readonly string[] | undefined;
}

export interface QuestionTally {
  readonly answered: number;
  /** Percent of those who answered who had all of it right; undefined when too few did. */
  readonly right: number | undefined;
  /** Percent who chose it, for every option; empty when too few answered, and for questions without options. */
  readonly chosen: ReadonlyMap<string, number>;
  /** The commonest wrong answer as the bank writes it, where the bank knows it: never what a member typed. */
  readonly slip: string | undefined;
}

export interface DailyTally {
  /** People who gave at least one answer. */
  readonly tookPart: number;
  /** In the order of the questions. */
  readonly questions: readonly QuestionTally[];
  /** 0-based place of the question that the fewest had right; undefined when nobody missed anything, or too few answered. */
  readonly missedMost: number | undefined;
  readonly bestExplained:
    | {
        readonly place: number;
        /** Percent right the first time and this time, of those who had met it before; undefined where it is the one missed most. */
        readonly rise: { readonly before: number; readonly now: number } | undefined;
      }
    | undefined;
}

/**
 * What is told of a quiz when it is closed. Nothing in it names a person, and what fewer than three answered has no numbers.
 *
 * The best-explained question is the one at which those who had met it before got better most: the share of them who have it right now
 * against the share at their first attempt, with the same people on both sides, so that a strong newcomer doesn't flatter it. Nothing
 * else that is known of an answer tells whether its why was understood; how long the why is, or how many have the question right, tells
 * how it is written and how hard it is. Where nobody got better, the question missed most takes its place: it needs its why most.
 */
export function tallyDaily(questions: readonly DailyQuestion[], answers: readonly DailyAnswer[]): DailyTally {
  const given = questions.map(({ id, isUntold }) =>
    isUntold ? [] : answers.filter(one => one.questionId === id),
  );
  const tallies = questions.map((question, place) => tally(question, given[place] ?? []));
  const missedMost = placeOfLeast(tallies.map(one => (one.right === 100 ? undefined : one.right)));
  const rises = questions.map((question, place) => riseOf(question, given[place] ?? []));
  const best = placeOfLeast(rises.map(rise => rise && rise.before - rise.now));
  return {
    tookPart: new Set(answers.map(one => one.memberId)).size,
    questions: tallies,
    missedMost,
    bestExplained:
      best !== undefined
        ? { place: best, rise: rises[best] }
        : missedMost !== undefined
          ? { place: missedMost, rise: undefined }
          : undefined,
  };
}

function tally(question: DailyQuestion, given: readonly DailyAnswer[]): QuestionTally {
  const answered = given.length;
  if (answered < FEWEST_TOLD) return { answered, right: undefined, chosen: new Map(), slip: undefined };
  const options = 'options' in question ? question.options : [];
  const wrong = given.filter(({ chosen }) => !isRight(question, chosen)).map(({ chosen }) => chosen);
  return {
    answered,
    right: percent(answered - wrong.length, answered),
    chosen: new Map(
      options.map(({ id }) => [
        id,
        percent(given.filter(({ chosen }) => chosen.includes(id)).length, answered),
      ]),
    ),
    slip: options.length > 0 ? undefined : slipOf(question, wrong),
  };
}

/** Of several that are equally common one that the bank knows, in its order. */
function slipOf(question: DailyQuestion, wrong: readonly (readonly string[])[]): string | undefined {
  const counts = new Map<string, number>();
  for (const chosen of wrong) {
    const answer = sameFor(question, chosen);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return most === 0
    ? undefined
    : question.wrong?.find(
        ({ answer }) => counts.get(sameFor(question, idsOrText(question, answer))) === most,
      )?.answer;
}

const idsOrText = ({ type }: DailyQuestion, answer: string): readonly string[] =>
  type === 'order' ? answer.split('>').map(id => id.trim()) : [answer];

const sameFor = ({ type }: DailyQuestion, chosen: readonly string[]): string =>
  type === 'order' ? chosen.join('>') : loose(chosen[0] ?? '');

function riseOf(
  question: DailyQuestion,
  given: readonly DailyAnswer[],
): { readonly before: number; readonly now: number } | undefined {
  const again = given.flatMap(({ chosen, first }) => (first ? [{ chosen, first }] : []));
  if (again.length < FEWEST_TOLD) return undefined;
  const share = (key: 'chosen' | 'first') =>
    percent(again.filter(one => isRight(question, one[key])).length, again.length);
  const [before, now] = [share('first'), share('chosen')];
  return now > before ? { before, now } : undefined;
}

const isRight = (question: Key, chosen: readonly string[]): boolean =>
  gradeAnswer(question, chosen)?.right ?? false;

/** The first of the least; undefined where there is no number at all. */
function placeOfLeast(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter(number => number !== undefined);
  return known.length === 0 ? undefined : numbers.indexOf(Math.min(...known));
}

const percent = (part: number, of: number): number => Math.round((100 * part) / of);
