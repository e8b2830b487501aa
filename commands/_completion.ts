/** How far a member is on the way to a pathway's certificate. */
import { readRecord } from '../src/core/certificate.ts';
import { type Completion, decideCompletion, HELD_AFTER_DAYS } from '../src/core/completion.ts';
import type { Curriculum, Pathway, PathwayNode, Project, Track } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { type Certificate, listCertificates } from '../src/store/certificates.ts';
import {
  type FormerStudy,
  listDone,
  listFormerStudies,
  listLaterGiven,
  listPassedProjects,
} from '../src/store/learned.ts';
import { listMemberships } from '../src/store/memberships.ts';
import { listSoloStudies } from '../src/store/solo.ts';
import { formerPlaces } from './_former.ts';
import { findHeldBack } from './_held-back.ts';
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

/** A pathway about whose certificate its owner may ask. `place` is missing where it is no longer taught. */
interface OwnPathway {
  readonly id: string;
  readonly title: string;
  readonly place: SoloPlace | undefined;
  readonly issued: Certificate | undefined;
}

/**
 * Each once: those that a member studies here, of cohorts first and the one joined last before others; then those for which they have a
 * certificate, whatever became of the study, the one issued last first; then those in which they have done lessons.
 */
export async function ownPathways(asked: Asked): Promise<readonly OwnPathway[]> {
  const { db, guildId, memberId, curriculum } = asked;
  const [memberships, alone, former, done, certificates] = await Promise.all([
    listMemberships(db, guildId, memberId),
    listSoloStudies(db, guildId, memberId),
    listFormerStudies(db, asked),
    listDone(db, asked),
    listCertificates(db, asked),
  ]);
  const issued = new Map(certificates.map(one => [one.pathwayId, one]));
  const placed = (study: FormerStudy) => placeIn(curriculum, study, new Set()) ?? [];
  const studied = [...memberships.map(({ cohort }) => cohort), ...alone].flatMap(placed);
  const before = formerPlaces(curriculum, former, new Set(done.keys()), new Set());
  const own = (place: SoloPlace): OwnPathway => {
    const { id, title } = place.pathway;
    return { id, title, place, issued: issued.get(id) };
  };
  const all: readonly OwnPathway[] = [
    ...studied.map(own),
    ...certificates.map(one => ({
      ...{ id: one.pathwayId, title: titleOf(curriculum, one), issued: one },
      place:
        before.find(({ pathway }) => pathway.id === one.pathwayId) ??
        placeIn(curriculum, { pathwayId: one.pathwayId, trackId: null }, new Set()),
    })),
    ...before.map(own),
  ];
  return all.filter(({ id }, at) => all.findIndex(one => one.id === id) === at);
}

/** A pathway that is no longer taught has its name on the certificate. */
const titleOf = ({ pathways }: Curriculum, { id, pathwayId, record }: Certificate): string =>
  pathways.get(pathwayId)?.title ?? readRecord(record, { code: id, pathwayId })?.pathway ?? pathwayId;

/** The one that is meant: of their own by id or title, or any that is taught; without a name the first. Throws a refusal. */
export function pathwayMeant(
  { curriculum }: Asked,
  all: readonly OwnPathway[],
  typed: string | undefined,
): OwnPathway {
  const wanted = typed?.trim().toLowerCase();
  const isMeant = ({ id, title }: Pick<Pathway, 'id' | 'title'>) =>
    id === wanted || title.toLowerCase() === wanted;
  const own = all.find(one => wanted === undefined || isMeant(one));
  if (own) return own;
  if (wanted === undefined) throw new Refusal(sentences.none);
  const pathway = [...curriculum.pathways.values()].find(isMeant);
  if (!pathway) throw new Refusal(sentences.unknown);
  const { id, title } = pathway;
  const place = placeIn(curriculum, { pathwayId: id, trackId: null }, new Set());
  return { id, title, place, issued: undefined };
}

export const placeMeant = async (asked: Asked, typed: string): Promise<SoloPlace> =>
  taught(pathwayMeant(asked, await ownPathways(asked), typed));

/** Where it stands in the curriculum, as they study or studied it. Throws a refusal where it isn't taught. */
export function taught({ place }: OwnPathway): SoloPlace {
  if (!place) throw new Refusal(sentences.unknown);
  return place;
}

/** One round trip; reads the member's own rows only. */
export async function readCompletion(asked: Asked, place: SoloPlace): Promise<OwnCompletion> {
  const { db, curriculum } = asked;
  const [done, later, passed, heldBack] = await Promise.all([
    listDone(db, asked),
    listLaterGiven(db, asked, HELD_AFTER_DAYS),
    listPassedProjects(db, asked),
    findHeldBack(asked),
  ]);
  const projects = projectsOf(curriculum, place.pathway, place.track);
  const completion = decideCompletion({
    ...{ lessons: place.lessons, passed, projects: projects.map(({ id }) => id) },
    done: new Map([...done].map(([id, { doneAt }]) => [id, doneAt])),
    right: judged(curriculum, later, heldBack).filter(({ right }) => right),
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
