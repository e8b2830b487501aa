/** What a picture of somebody's progress shows, and the same in words. */
import { dateWords } from '../cards/day-words.ts';
import { count, cut, visible } from '../cards/words.ts';
import type { StudyDay } from '../core/time.ts';

/** `frozen`: missed, and a freeze kept the streak. `rest`: it neither adds nor breaks. */
export type DayMark = 'kept' | 'repaired' | 'frozen' | 'open' | 'rest' | 'missed';

export interface ProgressFacts {
  /** The pathway's. */
  readonly title: string;
  /** Below it, such as the cohort's name; as a person typed it. */
  readonly note: string;
  /** Study days that have come, oldest first. */
  readonly days: readonly { readonly day: StudyDay; readonly mark: DayMark }[];
  /** Undefined for who studies without a cohort: then there are no study days to keep. */
  readonly streak: number | undefined;
  readonly lessons: {
    /** Done in this study. */
    readonly here: number;
    /** Done in another pathway, or before: counted all the same. */
    readonly elsewhere: number;
    readonly total: number;
  };
  /** Only those that were met, the most met first. */
  readonly topics: readonly { readonly name: string; readonly met: number; readonly right: number }[];
}

export const sentences = {
  days: 'Study days',
  streak: (streak: number) => `${count(streak, 'study day')} in a row`,
  noDays: 'They will stand here, one mark for each.',
  earlier: (days: number) => `and ${count(days, 'study day')} before`,
  lessons: 'Lessons',
  lessonsDone: (done: number, total: number) => `${done} of ${total} done`,
  here: (lessons: number) => `${lessons} here`,
  elsewhere: (lessons: number) => `${lessons} from elsewhere, counted here too`,
  ahead: (lessons: number) => `${lessons} ahead`,
  topics: 'Questions right, by topic, at the newest answer',
  noTopics: 'After the first quiz, the topics that were met stand here.',
  moreTopics: (topics: number) => `and ${count(topics, 'more topic')}`,
  rightOf: (right: number, met: number) => `${right} of ${met}`,
};

/** What a mark means. What was missed is a gap and nothing more: it isn't counted for anybody to see. */
export const markWords = {
  kept: 'kept',
  repaired: 'repaired',
  frozen: 'freeze used',
  open: 'open',
  rest: 'at rest',
  missed: 'passed by',
} as const satisfies Record<DayMark, string>;

const marks = Object.keys(markWords) as readonly DayMark[];

/** How many days have each mark, in a fixed order; those that none has are left out. */
export const countMarks = ({
  days,
}: ProgressFacts): readonly { readonly mark: DayMark; readonly n: number }[] =>
  marks.map(mark => ({ mark, n: days.filter(day => day.mark === mark).length })).filter(({ n }) => n > 0);

/** `Databases 4 of 5`; the most met first, at most so many. */
export function topicWords({ topics }: Pick<ProgressFacts, 'topics'>, most: number): string[] {
  const shown = topics
    .slice(0, most)
    .map(({ name, right, met }) => `${name} ${sentences.rightOf(right, met)}`);
  return topics.length > most ? [...shown, sentences.moreTopics(topics.length - most)] : shown;
}

/** What the picture shows, in one paragraph of at most 1,024 characters: Discord's limit for a description. */
export function progressAlt(facts: ProgressFacts): string {
  const { days, lessons, streak } = facts;
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  const counted = countMarks(facts).map(({ mark, n }) =>
    mark === 'missed' ? '' : `${n} ${markWords[mark]}`,
  );
  const span = first && last ? `, ${dateWords(first)} to ${dateWords(last)}` : '';
  const ofDays =
    days.length === 0
      ? sentences.noDays
      : `${counted.filter(word => word !== '').join(', ') || 'none kept yet'}.`;
  const elsewhere = lessons.elsewhere > 0 ? `, ${sentences.elsewhere(lessons.elsewhere)}` : '';
  const topics = topicWords(facts, 12).join('; ');
  return cut(
    [
      `Progress: ${[facts.title, facts.note].map(visible).filter(Boolean).join(', ')}.`,
      ...(streak === undefined ? [] : [`${sentences.days}${span}: ${sentences.streak(streak)}; ${ofDays}`]),
      `${sentences.lessons}: ${sentences.lessonsDone(lessons.here + lessons.elsewhere, lessons.total)}${elsewhere}.`,
      topics === '' ? sentences.noTopics : `${sentences.topics}: ${topics}.`,
    ].join(' '),
    1024,
  );
}
