import {
  type Gap,
  lifecycleCard,
  type StationView,
  stateWords,
  stationCard,
} from '../src/cards/lifecycle-card.ts';
import type { Card, Choice } from '../src/cards/reply.ts';
import { firstGap, stationState } from '../src/core/request-path.ts';
import { nearest } from '../src/curriculum/did-you-mean.ts';
import { listOverviews, listStations } from '../src/curriculum/stations.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { pageButtons, pageOf, pageWords, readPage } from './_pages.ts';

/** A phone's screen. */
const lessonsAtOnce = 12;

const sentences = {
  none: 'No lesson here says where on the way of a request it belongs, so there is no way to show yet. `/pathway` shows what is taught.',
  unknown: (stations: readonly StationView[]) =>
    `I don’t know that station. These are on the way: ${stations.map(({ title }) => title).join(', ')}.`,
};

export default defineCommand({
  description: 'The way of a request from DNS to the response, and where your gaps are',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    station: {
      type: 'text',
      description: 'One station, such as TLS; leave it out for the whole way',
      maxLength: 60,
      suggest,
    },
  },

  run: call => (call.options.station === undefined ? way(call) : open(call, call.options.station)),

  buttons: {
    way: { who: 'everyone', run: way },
    open: { who: 'everyone', run: call => open(call, call.chosen[0] ?? call.argument) },
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        return open(call, about, page, { replaces: true });
      },
    },
  },
});

async function way(asked: Asked): Promise<Card> {
  const { stations, done } = await stationsFor(asked);
  const overview = listOverviews(asked.curriculum).find(({ id }) => !done.has(id));
  return lifecycleCard(stations, { overview, gap: gapOf(stations, done) });
}

async function open(
  asked: Asked,
  typed: string,
  page = 0,
  { replaces } = { replaces: false },
): Promise<Card> {
  const { stations, done } = await stationsFor(asked);
  const station = stationNamed(stations, typed);
  if (!station) throw new Refusal(sentences.unknown(stations));
  const shown = pageOf(station.lessons, page, lessonsAtOnce);
  return stationCard(station, shown.items, {
    done,
    from: shown.from,
    of: stations.length,
    next: station.lessons.find(({ id }) => !done.has(id)),
    gap: gapOf(stations, done),
    shown: pageWords(shown),
    turn: pageButtons('lifecycle', station.id, shown),
    replaces,
  });
}

/** Throws a refusal where no lesson belongs to a station. */
async function stationsFor({ curriculum, db, guildId, memberId }: Asked) {
  const done = await listLessonsDone(db, guildId, memberId);
  const stations = listStations(curriculum).map(
    (station, i): StationView => ({
      ...station,
      total: station.lessons.length,
      done: station.lessons.filter(({ id }) => done.has(id)).length,
      place: i + 1,
    }),
  );
  if (stations.every(({ total }) => total === 0)) throw new Refusal(sentences.none);
  return { stations, done };
}

function gapOf(stations: readonly StationView[], done: ReadonlySet<string>): Gap | undefined {
  const station = firstGap(stations);
  const lesson = station?.lessons.find(({ id }) => !done.has(id));
  return station && lesson ? { station, lesson } : undefined;
}

/** By id or name, also mistyped. */
function stationNamed(stations: readonly StationView[], typed: string): StationView | undefined {
  const name = typed.trim().toLowerCase();
  const isCalled =
    (wanted: string) =>
    ({ id, title }: StationView) =>
      id === wanted || title.toLowerCase() === wanted;
  const guess = nearest(
    name,
    stations.flatMap(({ id, title }) => [id, title.toLowerCase()]),
  );
  return stations.find(isCalled(name)) ?? (guess === undefined ? undefined : stations.find(isCalled(guess)));
}

/** Before the first letter all stations in the order of the way, each with what is known of it. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { stations } = await stationsFor(asked);
  const wanted = typed.trim().toLowerCase();
  const fitting = stations.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(wanted));
  const meant = stationNamed(stations, typed);
  const found = fitting.length > 0 ? fitting : meant ? [meant] : [];
  return found.map(station => ({
    label: `${station.title} · ${station.done} of ${station.total} · ${stateWords[stationState(station)]}`,
    value: station.id,
  }));
}
