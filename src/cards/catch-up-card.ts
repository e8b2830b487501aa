/** The way back to a cohort's pace, day by day: what to do, never how much is missing. */
import { type CatchUp, type CatchUpDay, type LessonToDo, LONGEST_CATCH_UP_DAYS } from '../core/catch-up.ts';
import { addDays, type StudyDay } from '../core/time.ts';
import { dayShort, dayWords } from './day-words.ts';
import { doneButton, readButton } from './lesson-card.ts';
import { buttons, type Card, text } from './reply.ts';
import { count, plain } from './words.ts';

export interface CatchUpCard {
  readonly cohortId: string;
  readonly cohortName: string;
  readonly pathwayTitle: string | undefined;
  /** The day that it is in the cohort's zone. */
  readonly today: StudyDay;
  /** How much a day was reckoned with. */
  readonly share: string;
  readonly plan: CatchUp;
  /** Minutes a day that are enough where those of the plan are not. */
  readonly enough: { readonly minutes: number; readonly levelOn: StudyDay } | undefined;
  readonly titleOf: (lessonId: string) => string;
  /** Said before everything else, such as that the member is on a break. */
  readonly notes: readonly string[];
}

const sentences = {
  title: '## Your way back',
  level: (share: string, day: string) =>
    `With ${share} you are level with your cohort by the end of ${day}, its new lessons included. Weekends count too; leave out what you like.`,
  notLevel: (share: string) =>
    `This is what fits into the next ${LONGEST_CATCH_UP_DAYS / 7} weeks with ${share}. What is left stays open with \`/lesson\`, and nobody asks for it.`,
  enough: (minutes: number, day: string) =>
    `With ${minutes} minutes a day you would be level with your cohort by the end of ${day}.`,
  fresh: 'You can also start afresh: `/join` and **Live** count from today’s lesson on.',
  more: (rest: number) => `… and so on for ${count(rest, 'more day')}.`,
};

/** What a phone shows without scrolling far. */
const shownDays = 7;

export function catchUpCard(card: CatchUpCard): Card {
  const { plan, share, today, enough } = card;
  const shown = plan.days.slice(0, shownDays);
  const rest = plan.days.length - shown.length;
  const first = plan.days[0]?.lessons[0];
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(
        `-# ${[card.pathwayTitle, plain(card.cohortName)].filter(part => part !== undefined).join(' ▸ ')}`,
        sentences.title,
        ...card.notes,
        plan.levelOn === null
          ? sentences.notLevel(share)
          : sentences.level(share, relativeDay(plan.levelOn, today)),
        ...(enough ? [sentences.enough(enough.minutes, dayWords(enough.levelOn))] : []),
        ...(plan.levelOn === null && !enough ? [sentences.fresh] : []),
      ),
      text(...shown.flatMap(day => dayLines(day, card)), ...(rest > 0 ? [sentences.more(rest)] : [])),
      ...(first
        ? [
            buttons(
              { ...readButton(first.lessonId, card.cohortId), style: 'primary' },
              doneButton(first.lessonId),
              {
                label: 'My progress',
                press: { command: 'progress', action: 'open' },
              },
            ),
          ]
        : []),
    ],
  };
}

const dayLines = ({ day, lessons, minutes }: CatchUpDay, { today, titleOf }: CatchUpCard): string[] => [
  `**${capital(relativeDay(day, today))}** · ${minutes} min`,
  ...lessons.map(({ lessonId }: LessonToDo) => `- ${titleOf(lessonId)}`),
];

/** today, tomorrow, `Wed 25 Nov` */
function relativeDay(day: StudyDay, today: StudyDay): string {
  if (day === today) return 'today';
  return day === addDays(today, 1) ? 'tomorrow' : dayShort(day);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
