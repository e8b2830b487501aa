/** How far a member is on the way to a pathway's certificate. */
import { type Completion, decideCompletion, HELD_AFTER_DAYS } from '../src/core/completion.ts';
import type { Curriculum, Pathway, PathwayNode, Project, Track } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listDone, listLaterGiven, listPassedProjects } from '../src/store/learned.ts';
import { listMemberships } from '../src/store/memberships.ts';
import { listSoloStudies } from '../src/store/solo.ts';
import { judged } from './_judged.ts';
import { placeIn, type SoloPlace } from './_solo.ts';

const sentences = {
  unknown: 'I don’t know a pathway of that name. Type `/certificate pathway:` and choose one from the list.',
  none: 'A certificate is for a pathway that you study. Use `/cohorts` to see what runs, or `/solo start`; then type `/certificate` again.',
};

export interface OwnCompletion {
  readonly place: SoloPlace;
  readonly completion: Completion;
  /** What must be built for it. */
  readonly projects: readonly Project[];
  /** About how long what is done takes: reading and practice of the lessons, and the projects. */
  readonly hours: number;
}

/** The pathways that a member studies here, each once: those of cohorts first, the one joined last before others. */
export async function ownPlaces(asked: Asked): Promise<readonly SoloPlace[]> {
  const { db, guildId, memberId, curriculum } = asked;
  const [memberships, alone] = await Promise.all([
    listMemberships(db, guildId, memberId),
    listSoloStudies(db, guildId, memberId),
  ]);
  const places = new Map<string, SoloPlace>();
  for (const study of [...memberships.map(({ cohort }) => cohort), ...alone]) {
    const place = placeIn(curriculum, study, new Set());
    if (place && !places.has(place.pathway.id)) places.set(place.pathway.id, place);
  }
  return [...places.values()];
}

/** The pathway that is meant: one of their own by id or title, or any that was studied before; without a name the first. Throws a refusal. */
export async function placeMeant(asked: Asked, typed: string | undefined): Promise<SoloPlace> {
  const own = await ownPlaces(asked);
  const wanted = typed?.trim().toLowerCase();
  const isMeant = ({ id, title }: Pathway) => id === wanted || title.toLowerCase() === wanted;
  const place = own.find(({ pathway }) => wanted === undefined || isMeant(pathway));
  if (place) return place;
  if (wanted === undefined) throw new Refusal(sentences.none);
  // A cohort may be over, and what was learned in it counts all the same.
  const pathway = [...asked.curriculum.pathways.values()].find(isMeant);
  const whole = pathway && placeIn(asked.curriculum, { pathwayId: pathway.id, trackId: null }, new Set());
  if (!whole) throw new Refusal(sentences.unknown);
  return whole;
}

/** One round trip; reads the member's own rows only. */
export async function readCompletion(asked: Asked, place: SoloPlace): Promise<OwnCompletion> {
  const { db, curriculum } = asked;
  const [done, later, passed] = await Promise.all([
    listDone(db, asked),
    listLaterGiven(db, asked, HELD_AFTER_DAYS),
    listPassedProjects(db, asked),
  ]);
  const projects = projectsOf(curriculum, place.pathway, place.track);
  const completion = decideCompletion({
    ...{ lessons: place.lessons, passed, projects: projects.map(({ id }) => id) },
    done: new Map([...done].map(([id, { doneAt }]) => [id, doneAt])),
    right: judged(curriculum, later).filter(({ right }) => right),
  });
  const minutes = place.lessons
    .filter(({ id }) => done.has(id))
    .reduce((sum, lesson) => sum + lesson.minutes.read + lesson.minutes.practice, 0);
  const built = projects.filter(({ id }) => passed.has(id)).reduce((sum, { hours }) => sum + hours, 0);
  return { place, completion, projects, hours: Math.max(1, Math.round(minutes / 60 + built)) };
}

/** Those that close a part of the pathway, or of the track. */
function projectsOf({ nodes, projects }: Curriculum, pathway: Pathway, track: Track | undefined): Project[] {
  const roots = track ? track.nodes.flatMap(id => nodes.get(id) ?? []) : pathway.nodes;
  const below = ({ projectId, children }: PathwayNode): readonly string[] => [
    ...(projectId === undefined ? [] : [projectId]),
    ...children.flatMap(below),
  ];
  return [...new Set(roots.flatMap(below))].flatMap(id => projects.get(id) ?? []);
}
