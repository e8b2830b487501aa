/** Studying alone: the next lesson of a pathway, and how far somebody is. Spoken by `/solo`, `/today` and `/progress`. */

import { doneButton, readButton } from '../src/cards/lesson-card.ts';
import { factsLine, whereLine } from '../src/cards/lesson-parts.ts';
import { noCohort } from '../src/cards/no-cohort.ts';
import { type Block, buttons, text } from '../src/cards/reply.ts';
import { bar } from '../src/cards/words.ts';
import { unitsByLesson } from '../src/core/plan-units.ts';
import type { Curriculum, Lesson, Pathway, Track } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listPastCohorts } from '../src/store/memberships.ts';
import { listSoloStudies, type SoloStudy } from '../src/store/solo.ts';
import { pacedNodes } from './_pace.ts';
import { placeOf } from './_study.ts';

export const soloSentences = {
  none: 'You study nothing alone at the moment. `/solo start` begins a pathway, at your own pace.',
  finished: (pathway: string, lessons: number) =>
    `You have done all ${lessons} lessons of **${pathway}**. That is worth a pause. \`/solo start\` begins another pathway.`,
  empty: (pathway: string) => `**${pathway}** has no lessons at the moment.`,
};

/** What to say to who studies nothing here, in a cohort or alone. */
export const notStudying = async ({ db, guildId, memberId }: Asked): Promise<string> =>
  noCohort(await listPastCohorts(db, guildId, memberId), { alone: true });

/** A pathway that somebody studies alone, with their place in it. */
export interface SoloPlace {
  readonly pathway: Pathway;
  readonly track: Track | undefined;
  /** In teaching order, each once. */
  readonly lessons: readonly Lesson[];
  readonly done: number;
  /** The first that isn't done; undefined when all are. */
  readonly next: Lesson | undefined;
}

/** Where a member is in each pathway that they study alone, the one begun last first; pathways that are no longer taught are left out. */
export async function listSoloPlaces(
  { db, guildId, memberId, curriculum }: Asked,
  done: ReadonlySet<string>,
): Promise<SoloPlace[]> {
  const studies = await listSoloStudies(db, guildId, memberId);
  return studies.flatMap(study => {
    const place = placeIn(curriculum, study, done);
    return place ? [place] : [];
  });
}

export function placeIn(
  curriculum: Curriculum,
  { pathwayId, trackId }: Pick<SoloStudy, 'pathwayId' | 'trackId'>,
  done: ReadonlySet<string>,
): SoloPlace | undefined {
  const pathway = curriculum.pathways.get(pathwayId);
  if (!pathway) return undefined;
  const lessons = unitsByLesson(pacedNodes(curriculum, pathway, trackId)).flatMap(({ lessonId }) => {
    const lesson = curriculum.lessons.get(lessonId ?? '');
    return lesson ? [lesson] : [];
  });
  return {
    pathway,
    track: pathway.tracks.find(({ id }) => id === trackId),
    lessons,
    done: lessons.filter(({ id }) => done.has(id)).length,
    next: lessons.find(({ id }) => !done.has(id)),
  };
}

/** The next lesson, or that there is none more. `done` marks it and shows the one after it. */
export function soloBlocks(curriculum: Curriculum, place: SoloPlace): readonly Block[] {
  const { pathway, track, lessons, next } = place;
  if (lessons.length === 0) return [text(soloSentences.empty(pathway.title))];
  if (!next) return [text(soloSentences.finished(pathway.title, lessons.length))];
  const { node } = placeOf(curriculum, next.id, pathway.id);
  const at = `lesson ${lessons.indexOf(next) + 1} of ${lessons.length}`;
  return [
    text(
      whereLine(pathway, node, track ? `${track.title} ▸ ${at}` : at),
      `## ${next.title}`,
      next.summary,
      factsLine(next),
    ),
    buttons(
      { ...readButton(next.id), style: 'primary' },
      { label: 'Quiz me', press: { command: 'quiz', action: 'start', argument: next.id } },
      { ...doneButton(next.id), press: { command: 'solo/next', action: 'done', argument: next.id } },
    ),
  ];
}

export const soloProgress = ({ pathway, track, lessons, done }: SoloPlace): Block =>
  text(
    `-# Alone, at your own pace ▸ ${[pathway.title, track?.title].filter(part => part !== undefined).join(' ▸ ')}`,
    `Lessons ${bar(done, lessons.length)}`,
  );
