/** What is told of a daily quiz that is closed, in as many words as a message has room for. */
import type { DailyTally, QuestionTally } from '../core/daily.ts';
import type { Question } from '../curriculum/types.ts';
import { correctionLines } from './correction-words.ts';
import { optionsOf, stemLines } from './quiz-card.ts';
import { count, cut } from './words.ts';

const sentences = {
  result: '## How the daily quiz went',
  took: (people: number) => `${count(people, 'person', 'people')} took part.`,
  allOut: 'All of its questions were taken out since, so there is nothing left to tell.',
  allHeld: 'Thank you to everybody who took part. How it went is told here a little later.',
  held: 'Its answer is shown once it isn’t asked anywhere any more.',
  few: 'Thank you to everybody who took part. With so few there are no percentages: they would tell who answered what. Here is what is right.',
  fewHere: 'Few answered this one, so it has no percentages.',
  right: 'right',
  shareRight: (percent: number) => `**${percent} %** had it right.`,
  wholeRight: (percent: number) => `**${percent} %** had all of it right.`,
  rightIs: (words: string) => `Right: ${words}`,
  rightBecause: (words: string, why: string) => `Right: ${words}.${why === '' ? '' : ` ${why}`}`,
  slip: (words: string) => `The most common other answer: ${words}`,
  missed: (n: number) => `**Most worth another look: question ${n}**`,
  best: (n: number, before: number, now: number) =>
    `**Best explained: question ${n}.** Of those who had met it before, ${before} % had it right the first time, and ${now} % this time.`,
  noneMissed: 'Nobody missed anything. Well done.',
  gone: (questions: number) =>
    `${count(questions, 'more question')} of it ${questions === 1 ? 'is' : 'are'} no longer in the curriculum.`,
};

interface ResultWords {
  readonly top: string;
  /** A text for each question, in their order. */
  readonly each: readonly string[];
  /** Which one deserves another look, and which was explained best. */
  readonly look: readonly string[];
}

/** `where`: the line above all else. `gone`: how many more were asked that can't be told any more. `held`: of these nothing is told yet. */
export function resultWords(
  tally: DailyTally,
  questions: readonly Question[],
  where: string,
  {
    gone = 0,
    held = new Set(),
  }: { readonly gone?: number | undefined; readonly held?: ReadonlySet<Question> | undefined } = {},
): ResultWords {
  const words = (layout: Layout) => {
    const { each, ...rest } = wordsIn(tally, questions, held, where, layout);
    return { ...rest, each: [...each, ...(gone > 0 ? [sentences.gone(gone)] : [])] };
  };
  const all = layouts.map(words);
  const size = ({ top, each, look }: ResultWords) => [top, ...each, ...look].join('\n').length;
  return all.find(words => size(words) <= mostText) ?? words(tightest);
}

/** A message holds 4,000 characters; the rest is for the last line. */
const mostText = 3_800;

interface Layout {
  readonly stem: number;
  readonly option: number;
  readonly why: number;
  /** All that is right together, where it isn't told option by option. */
  readonly right: number;
  /** Whether every option is told, or only how many had all of it right. */
  readonly options: boolean;
}

/** The roomiest that fits is taken: ten questions of ten options are more than a message holds. */
const layouts: readonly Layout[] = [
  { stem: 1_000, option: 100, why: 400, right: 1_000, options: true },
  { stem: 160, option: 100, why: 400, right: 600, options: true },
  { stem: 120, option: 50, why: 300, right: 300, options: true },
  { stem: 80, option: 24, why: 200, right: 150, options: true },
];
const tightest: Layout = { stem: 60, option: 60, why: 120, right: 80, options: false };

function wordsIn(
  tally: DailyTally,
  questions: readonly Question[],
  held: ReadonlySet<Question>,
  where: string,
  layout: Layout,
): ResultWords {
  const isTold = tally.questions.some(one => one.right !== undefined);
  const isAllOut = questions.every(({ retired }) => retired);
  const isAllHeld = !isAllOut && questions.every(question => question.retired || held.has(question));
  const why = isAllOut ? sentences.allOut : isAllHeld ? sentences.allHeld : sentences.few;
  const top = [where, sentences.result, isTold ? sentences.took(tally.tookPart) : why].join('\n');
  const each = questions.map((question, place) =>
    [
      `**${place + 1}.** ${shortStem(question, layout.stem)}`,
      ...(held.has(question)
        ? [sentences.held]
        : tallyLines(question, tally.questions[place], { ...layout, isTold })),
    ].join('\n'),
  );
  return { top, each, look: lookAgain(tally, questions, held, layout) };
}

function tallyLines(
  question: Question,
  tally: QuestionTally | undefined,
  layout: Layout & { readonly isTold: boolean },
): readonly string[] {
  const correction = correctionLines(question, 3 * layout.option);
  if (question.retired) return correction;
  return [...correction, ...numberLines(question, tally, layout)];
}

function numberLines(
  question: Question,
  tally: QuestionTally | undefined,
  layout: Layout & { readonly isTold: boolean },
): readonly string[] {
  const options = optionsOf(question);
  const { option: most, options: all, isTold } = layout;
  // Where every answer counts, none of them is told as the right one.
  const rightIs = question.allRight ? [] : [sentences.rightIs(rightWords(question, layout))];
  if (tally?.right === undefined) return [...(isTold ? [sentences.fewHere] : []), ...rightIs];
  if (options.length > 0 && all)
    return [
      ...options.map(option => {
        const mark = option.right && !question.allRight ? ` (${sentences.right})` : '';
        return `- **${tally.chosen.get(option.id) ?? 0} %** ${short(option.text, most)}${mark}`;
      }),
      ...(question.type === 'multi' && !question.allRight ? [sentences.wholeRight(tally.right)] : []),
    ];
  return [
    ...(question.allRight ? [] : [sentences.shareRight(tally.right)]),
    ...rightIs,
    ...(tally.slip === undefined ? [] : [sentences.slip(slipWords(question, tally.slip, layout))]),
  ];
}

function lookAgain(
  tally: DailyTally,
  questions: readonly Question[],
  held: ReadonlySet<Question>,
  layout: Layout,
): readonly string[] {
  const { missedMost, bestExplained } = tally;
  const rise = bestExplained?.rise;
  const best =
    bestExplained && rise ? sentences.best(bestExplained.place + 1, rise.before, rise.now) : undefined;
  const whyOf = (place: number | undefined) => {
    const question = questions[place ?? -1];
    return question ? whyWords(question, layout) : [];
  };
  if (missedMost === undefined && best === undefined)
    return held.size === 0 &&
      !questions.every(({ retired }) => retired) &&
      tally.questions.every((one, place) => one.right === 100 || questions[place]?.retired)
      ? [sentences.noneMissed]
      : [];
  const isSame = missedMost === bestExplained?.place;
  return [
    ...(missedMost === undefined
      ? []
      : [
          [
            sentences.missed(missedMost + 1),
            ...whyOf(missedMost),
            ...(isSame && best !== undefined ? [best] : []),
          ].join('\n'),
        ]),
    ...(best === undefined || isSame ? [] : [[best, ...whyOf(bestExplained?.place)].join('\n')]),
  ];
}

/** What is right, in words that the bank has. */
function rightWords(question: Question, { option: most, right }: Pick<Layout, 'option' | 'right'>): string {
  const options = optionsOf(question).filter(option => option.right);
  if (options.length > 0) return short(options.map(option => short(option.text, most)).join('; '), right);
  if (question.type === 'order')
    return short(question.items.map(item => short(item.text, most)).join(' → '), right);
  return 'accept' in question ? typedWords(question.accept[0] ?? '', Math.min(300, right)) : '';
}

function slipWords(question: Question, slip: string, { option: most, right }: Layout): string {
  if (question.type !== 'order') return typedWords(slip, Math.min(300, right));
  const items = slip
    .split('>')
    .map(id => short(question.items.find(item => item.id === id.trim())?.text ?? '', most));
  return short(items.join(' → '), right);
}

/** What would be typed: shown as it stands. */
const typedWords = (words: string, most: number): string =>
  words.includes('`') ? short(words, most) : `\`${short(words, most)}\``;

/** What is right and why; of several that are right as many as there is room for. */
function whyWords(question: Question, layout: Layout): readonly string[] {
  const { why, option } = layout;
  const rights = optionsOf(question).filter(one => one.right);
  if (rights.length > 0)
    return rights
      .slice(0, mostWhys)
      .map(({ text: right, why: reason }) =>
        sentences.rightBecause(
          short(right, option),
          short(reason, Math.floor(why / Math.min(mostWhys, rights.length))),
        ),
      );
  return [
    sentences.rightIs(rightWords(question, layout)),
    ...('why' in question && question.why ? [short(question.why, why)] : []),
  ];
}

const mostWhys = 3;

/** With its code where there is room; a program has no meaning in part. */
function shortStem(question: Question, most: number): string {
  const whole = stemLines(question).join('\n');
  return whole.length <= most ? whole : short(question.stem.replace(/```[\s\S]*?(```|$)/g, '…'), most);
}

/** In one line; what formats it is closed again where it was cut. */
function short(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const cutLine = cut(line, most);
  if (cutLine === line) return line;
  const open = (mark: string) => (cutLine.split(mark).length % 2 === 0 ? mark : '');
  return `${cutLine}${open('`')}${open('**')}`;
}
