/** The way of a request, station by station, with what the reader knows of each and where the gaps are. */
import { type StationState, stationState } from '../core/request-path.ts';
import type { Lesson } from '../curriculum/types.ts';
import { readTitleButton } from './lesson-card.ts';
import { capital } from './lesson-parts.ts';
import { type Block, type Button, buttons, type Card, divider, mapCard, text } from './reply.ts';
import { bar, cut } from './words.ts';

/** What is said of a station, so that nobody needs a colour for it. */
export const stateWords = {
  empty: 'no lessons yet',
  gap: 'a gap',
  begun: 'begun',
  known: 'yours',
} satisfies Record<StationState, string>;

const sentences = {
  where: '-# The way of a request',
  heading: '## From the address to the answer',
  intro:
    'A request passes these stations. Each shows how many of its lessons you have done; a gap is one of which you have done none yet.',
  station: (place: number, of: number, page: string | undefined) =>
    `-# ${['The way of a request', `station ${place} of ${of}`, page].filter(part => part !== undefined).join(' ▸ ')}`,
  nextGap: (title: string, lesson: string) => `**Next:** ${title}. Begin with “${lesson}”.`,
  overview: (title: string) => `**Next:** read “${title}”, which shows the whole way.`,
  next: (lesson: string) => `**Next:** read “${lesson}”.`,
  goOn: (title: string) => `**Next:** you have done all of this station. Go on with ${title}.`,
  allKnown: '**Next:** you have done every lesson on the way. `/quiz` keeps it fresh.',
  openStation: 'Open a station',
  openLesson: 'Open a lesson',
};

export interface StationView {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly Lesson[];
  readonly done: number;
  readonly total: number;
  /** 1-based place on the way. */
  readonly place: number;
}

/** Where to go on: a station, and its first open lesson. */
export interface Gap {
  readonly station: StationView;
  readonly lesson: Lesson;
}

const openStation = ({ id, title }: StationView, label: string): Button => ({
  label: `${label}: ${cut(capital(title), 40)}`,
  press: { command: 'lifecycle', action: 'open', argument: id },
});

/** `overview`: a lesson about the whole way that isn't done yet; it comes before any gap. */
export function lifecycleCard(
  stations: readonly StationView[],
  { overview, gap }: { readonly overview: Lesson | undefined; readonly gap: Gap | undefined },
): Card {
  const first = overview ?? gap?.lesson;
  return mapCard(false, [
    text(sentences.where, sentences.heading, sentences.intro),
    text(...stations.map(stationLine)),
    text(wayOn(overview, gap)),
    ...(first ? [buttons(readTitleButton(first), ...(gap ? [openStation(gap.station, 'Open')] : []))] : []),
    {
      kind: 'choose',
      press: { command: 'lifecycle', action: 'open' },
      placeholder: sentences.openStation,
      choices: stations.map(station => ({
        label: `${station.place}. ${cut(capital(station.title), 60)}`,
        value: station.id,
        description: `${station.done} of ${station.total} · ${stateWords[stationState(station)]}`,
      })),
    },
  ]);
}

function wayOn(overview: Lesson | undefined, gap: Gap | undefined): string {
  if (overview) return sentences.overview(overview.title);
  return gap ? sentences.nextGap(capital(gap.station.title), gap.lesson.title) : sentences.allKnown;
}

const stationLine = (station: StationView): string =>
  `${station.place}. **${capital(station.title)}** ${bar(station.done, station.total)} · ${stateWords[stationState(station)]}`;

/** One station with the lessons of a page. `gap`: where to go on when all of it is done. */
export function stationCard(
  station: StationView,
  lessons: readonly Lesson[],
  {
    done,
    from,
    of,
    next,
    gap,
    shown,
    turn,
    replaces,
  }: {
    readonly done: ReadonlySet<string>;
    /** 0-based place of the page's first lesson. */
    readonly from: number;
    /** How many stations there are. */
    readonly of: number;
    /** The first open lesson of the station. */
    readonly next: Lesson | undefined;
    readonly gap: Gap | undefined;
    /** `page 2 of 3`, where there are several. */
    readonly shown: string | undefined;
    readonly turn: readonly Button[];
    readonly replaces: boolean;
  },
): Card {
  const mark = ({ id }: Lesson) => (done.has(id) ? ' (done)' : '');
  const list: Block[] = [
    divider,
    text(...lessons.map((lesson, i) => `${from + i + 1}. ${lesson.title}${mark(lesson)}`)),
  ];
  const whole: Button = { label: 'The whole way', press: { command: 'lifecycle', action: 'way' } };
  return mapCard(replaces, [
    text(
      sentences.station(station.place, of, shown),
      `## ${capital(station.title)}`,
      `${bar(station.done, station.total)} · ${stateWords[stationState(station)]}`,
    ),
    ...(lessons.length > 0 ? list : []),
    text(nextLine(next, gap)),
    buttons(
      ...(next ? [readTitleButton(next)] : gap ? [openStation(gap.station, 'Go on')] : []),
      ...turn,
      whole,
    ),
    ...(lessons.length > 0 ? [chooseLesson(lessons, mark)] : []),
  ]);
}

function nextLine(next: Lesson | undefined, gap: Gap | undefined): string {
  if (next) return sentences.next(next.title);
  return gap ? sentences.goOn(capital(gap.station.title)) : sentences.allKnown;
}

const chooseLesson = (lessons: readonly Lesson[], mark: (lesson: Lesson) => string): Block => ({
  kind: 'choose',
  press: { command: 'lesson', action: 'open' },
  placeholder: sentences.openLesson,
  choices: lessons.map(lesson => ({ label: `${cut(lesson.title, 93)}${mark(lesson)}`, value: lesson.id })),
});
