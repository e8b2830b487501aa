/** The public posts of a cohort's daily quiz: that it is there, and how it went for all together. Nobody is named in either. */
import type { DailyTally, QuestionTally } from '../core/daily.ts';
import type { Lesson, Pathway, Question } from '../curriculum/types.ts';
import { readButton } from './lesson-card.ts';
import { dayLine, whereLine } from './lesson-parts.ts';
import { optionsOf, stemLines } from './quiz-card.ts';
import { buttons, type Card, divider, text } from './reply.ts';
import { count, cut, time } from './words.ts';

const sentences = {
  title: (questions: number, minutes: number) =>
    `## Daily quiz: ${count(questions, 'question')}, about ${count(minutes, 'minute')}`,
  about: (titles: readonly string[]) => `On ${titles.map(title => `**${title}**`).join(' and ')}.`,
  aboutMore: (titles: readonly string[], earlier: number) =>
    `On ${titles.map(title => `**${title}**`).join(' and ')}, and ${count(earlier, 'question')} from a lesson before.`,
  aboutBefore: 'On what you have learned lately.',
  rules: 'Your answers are private, and the first one counts. After each you see why it is right or wrong.',
  closes: (at: Date) => `It closes ${time(at)}, ${time(at, 'R')}.`,
  result: '## How the daily quiz went',
  took: (people: number) => `${count(people, 'person', 'people')} took part.`,
  few: 'Thank you to everybody who took part. With so few there are no percentages: they would tell who answered what. Here is what is right.',
  fewHere: 'Few answered this one, so it has no percentages.',
  right: 'right',
  shareRight: (percent: number) => `**${percent} %** had it right.`,
  wholeRight: (percent: number) => `**${percent} %** had all of it right.`,
  rightIs: (words: string) => `Right: ${words}`,
  slip: (words: string) => `The most common other answer: ${words}`,
  missed: (n: number) => `**Most worth another look: question ${n}**`,
  best: (n: number, before: number, now: number) =>
    `**Best explained: question ${n}.** Of those who had met it before, ${before} % had it right the first time, and ${now} % this time.`,
  noneMissed: 'Nobody missed anything. Well done.',
  open: '-# The same questions are open as practice, for everybody.',
};

interface Where {
  readonly pathway: Pathway | undefined;
  /** 1-based, of `days`; undefined while a pause has no end. */
  readonly day: number;
  readonly days: number | undefined;
  /** Stands in a button: by it a lost answer is found in the channel's history. */
  readonly deliveryId: string;
}

export interface DailyPost extends Where {
  readonly questions: number;
  readonly minutes: number;
  /** Titles of the lessons of the day; none on a day without one. */
  readonly titles: readonly string[];
  /** Questions that are of another lesson. */
  readonly earlier: number;
  readonly closesAt: Date;
}

const whereWords = ({ pathway, day, days }: Where): string =>
  whereLine(pathway, undefined, `${dayLine(day, days)} ▸ daily quiz`);

export function dailyPost(post: DailyPost): Card {
  const { questions, minutes, titles, earlier, closesAt, deliveryId } = post;
  const about =
    titles.length === 0
      ? sentences.aboutBefore
      : earlier === 0
        ? sentences.about(titles)
        : sentences.aboutMore(titles, earlier);
  return {
    kind: 'card',
    accent: 'quiz',
    blocks: [
      text(
        whereWords(post),
        sentences.title(questions, minutes),
        about,
        sentences.rules,
        sentences.closes(closesAt),
      ),
      buttons({
        label: 'Take the quiz',
        style: 'primary',
        press: { command: 'daily', action: 'open', argument: deliveryId },
      }),
    ],
  };
}

export interface DailyResult extends Where {
  readonly tally: DailyTally;
  /** As they were asked, in order. */
  readonly questions: readonly Question[];
  /** What to read: the lesson of the question missed most. */
  readonly lesson: Lesson | undefined;
}

export function dailyResult(result: DailyResult): Card {
  const { tally, questions, lesson, deliveryId } = result;
  const blocks = layouts.map(layout => resultTexts(result, layout));
  const fitting = blocks.find(texts => texts.join('\n').length <= mostText) ?? blocks.at(-1) ?? [];
  const [first = '', ...rest] = fitting;
  return {
    kind: 'card',
    accent: 'quiz',
    blocks: [
      text(first),
      divider,
      ...rest.slice(0, questions.length).map(words => text(words)),
      divider,
      ...rest.slice(questions.length).map(words => text(words)),
      buttons(
        ...(lesson
          ? [{ ...readButton(lesson.id), label: 'Read the lesson', style: 'primary' as const }]
          : []),
        {
          label: 'Practise these',
          press: { command: 'daily', action: 'practise', argument: deliveryId },
        },
      ),
      ...(tally.tookPart === 0 ? [] : [text(sentences.open)]),
    ],
  };
}

/** A message holds 4,000 characters; the rest is for the last line. */
const mostText = 3_800;

interface Layout {
  readonly stem: number;
  readonly option: number;
  readonly why: number;
  /** Whether every option is told, or only how many had all of it right. */
  readonly options: boolean;
}

/** The roomiest that fits is taken: ten questions of ten options are more than a message holds. */
const layouts: readonly Layout[] = [
  { stem: 1_000, option: 100, why: 400, options: true },
  { stem: 160, option: 100, why: 400, options: true },
  { stem: 120, option: 50, why: 300, options: true },
  { stem: 80, option: 24, why: 200, options: true },
  { stem: 80, option: 60, why: 200, options: false },
];

/** What stands at the top, then each question, then which one deserves another look. */
function resultTexts(result: DailyResult, layout: Layout): readonly string[] {
  const { tally, questions } = result;
  const isTold = tally.questions.some(one => one.right !== undefined);
  const top = [
    whereWords(result),
    sentences.result,
    ...(isTold ? [sentences.took(tally.tookPart)] : [sentences.few]),
  ].join('\n');
  const each = questions.map((question, place) =>
    [
      `**${place + 1}.** ${shortStem(question, layout.stem)}`,
      ...tallyLines(question, tally.questions[place], { ...layout, isTold }),
    ].join('\n'),
  );
  return [top, ...each, ...lookAgain(result, layout)];
}

function tallyLines(
  question: Question,
  tally: QuestionTally | undefined,
  { option: most, options: all, isTold }: Layout & { readonly isTold: boolean },
): readonly string[] {
  const options = optionsOf(question);
  if (tally?.right === undefined)
    return [...(isTold ? [sentences.fewHere] : []), sentences.rightIs(rightWords(question, most))];
  if (options.length > 0 && all)
    return [
      ...options.map(
        option =>
          `- **${tally.chosen.get(option.id) ?? 0} %** ${short(option.text, most)}${option.right ? ` (${sentences.right})` : ''}`,
      ),
      ...(question.type === 'multi' ? [sentences.wholeRight(tally.right)] : []),
    ];
  return [
    sentences.shareRight(tally.right),
    sentences.rightIs(rightWords(question, most)),
    ...(tally.slip === undefined ? [] : [sentences.slip(slipWords(question, tally.slip, most))]),
  ];
}

function lookAgain({ tally, questions }: DailyResult, { why, option }: Layout): readonly string[] {
  const { missedMost, bestExplained } = tally;
  const rise = bestExplained?.rise;
  const best =
    bestExplained && rise ? sentences.best(bestExplained.place + 1, rise.before, rise.now) : undefined;
  const whyOf = (place: number | undefined) => {
    const question = questions[place ?? -1];
    return question ? whyWords(question, { why, option }) : [];
  };
  if (missedMost === undefined && best === undefined)
    return tally.questions.every(one => one.right === 100) ? [sentences.noneMissed] : [];
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
function rightWords(question: Question, most: number): string {
  const options = optionsOf(question);
  if (options.length > 0)
    return options
      .filter(option => option.right)
      .map(option => short(option.text, most))
      .join('; ');
  if (question.type === 'order') return question.items.map(item => short(item.text, most)).join(' → ');
  return 'accept' in question ? typedWords(question.accept[0] ?? '', most) : '';
}

const slipWords = (question: Question, slip: string, most: number): string =>
  question.type === 'order'
    ? slip
        .split('>')
        .map(id => short(question.items.find(item => item.id === id.trim())?.text ?? '', most))
        .join(' → ')
    : typedWords(slip, most);

/** What would be typed: shown as it stands. */
const typedWords = (words: string, most: number): string =>
  words.includes('`') ? short(words, most) : `\`${short(words, most)}\``;

function whyWords(question: Question, { why, option }: Pick<Layout, 'why' | 'option'>): readonly string[] {
  const rights = optionsOf(question).filter(one => one.right);
  if (rights.length > 0)
    return rights.map(
      one =>
        `Right: ${short(one.text, option)}. ${short(one.why, Math.floor(why / Math.min(3, rights.length)))}`,
    );
  return [
    sentences.rightIs(rightWords(question, option)),
    ...('why' in question && question.why ? [short(question.why, why)] : []),
  ];
}

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
