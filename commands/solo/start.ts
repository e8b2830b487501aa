import { buttons, say } from '../../src/cards/reply.ts';
import { count, plain } from '../../src/cards/words.ts';
import type { Curriculum, Pathway } from '../../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listLessonsDone } from '../../src/store/progress.ts';
import { addSoloStudy } from '../../src/store/solo.ts';
import { placeIn, type SoloPlace } from '../_solo.ts';

const sentences = {
  pathway: (known: string) =>
    `I don’t know that pathway. These can be studied: ${known}. Nothing was changed.`,
  track: (typed: string, known: string) =>
    known === ''
      ? `That pathway has no tracks, so leave “${plain(typed)}” out. Nothing was changed.`
      : `That pathway has no track called “${plain(typed)}”. It has: ${known}. Nothing was changed.`,
  noLessons: 'That has no lessons yet, so there is nothing to study. Nothing was changed.',
  started: ({ pathway, track, lessons, done }: SoloPlace) =>
    `You study **${pathway.title}**${track ? ` (${track.title})` : ''} alone now: ${count(lessons.length, 'lesson')}${done > 0 ? `, of which you have done ${done} already` : ''}. There is no timetable; \`/solo next\` shows what comes next.`,
};

export default defineCommand({
  description: 'Study a pathway alone, at your own pace',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    pathway: {
      type: 'text',
      description: 'What you would like to study',
      required: true,
      maxLength: 60,
      suggest: ({ curriculum }: Asked, typed: string) =>
        studyable(curriculum)
          .filter(pathway => `${pathway.id} ${pathway.title}`.toLowerCase().includes(typed.toLowerCase()))
          .map(pathway => ({ label: pathway.title, value: pathway.id })),
    },
    track: {
      type: 'text',
      description: 'Which part of it, if the pathway has tracks; all of it if left out',
      maxLength: 60,
      suggest: suggestTrack,
    },
  },

  async run({ db, guildId, memberId, now, curriculum, options }) {
    const pathway = named(studyable(curriculum), options.pathway);
    if (!pathway) throw new Refusal(sentences.pathway(titles(studyable(curriculum))));
    const track = options.track === undefined ? undefined : named(pathway.tracks, options.track);
    if (options.track !== undefined && !track) {
      throw new Refusal(sentences.track(options.track, titles(pathway.tracks)));
    }
    const study = { pathwayId: pathway.id, trackId: track?.id ?? null };
    const place = placeIn(curriculum, study, await listLessonsDone(db, guildId, memberId));
    if (!place || place.lessons.length === 0) throw new Refusal(sentences.noLessons);
    await addSoloStudy(db, { guildId, memberId, ...study, startedAt: now });
    return say(
      sentences.started(place),
      buttons({
        label: 'My next lesson',
        style: 'primary',
        press: { command: 'solo/next', action: 'open', argument: pathway.id },
      }),
    );
  },
});

/** The options typed so far aren't known here, so the tracks of all pathways are offered, each with its pathway. */
function suggestTrack({ curriculum }: Asked, typed: string) {
  return studyable(curriculum)
    .flatMap(pathway => pathway.tracks.map(track => ({ pathway, track })))
    .filter(({ track }) => `${track.id} ${track.title}`.toLowerCase().includes(typed.toLowerCase()))
    .map(({ pathway, track }) => ({ label: `${track.title} (${pathway.title})`, value: track.id }));
}

const studyable = (curriculum: Curriculum): Pathway[] =>
  [...curriculum.pathways.values()].filter(({ lessons }) => lessons.length > 0);

function named<T extends { readonly id: string; readonly title: string }>(
  list: readonly T[],
  typed: string,
): T | undefined {
  const name = typed.trim().toLowerCase();
  return list.find(({ id, title }) => id === name || title.toLowerCase() === name);
}

const titles = (list: readonly { readonly title: string }[]): string =>
  list.map(({ title }) => title).join(', ');
