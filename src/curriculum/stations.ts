/** The stations of a request's way, and the lessons that belong to each. */
import type { Curriculum, Lesson } from './types.ts';

/** In the order in which a request passes them; `lifecycle` of a lesson names some of them. */
export const stationIds = [
  'dns',
  'tls',
  'http',
  'reverse-proxy',
  'api',
  'service',
  'db',
  'infra',
  'response',
] as const;

export interface Station {
  readonly id: string;
  /** As the pathway calls it that teaches the whole way. */
  readonly title: string;
  /** In teaching order; without those that are about the whole way. */
  readonly lessons: readonly Lesson[];
}

export function listStations(curriculum: Curriculum): readonly Station[] {
  const names = flowOf(curriculum);
  const lessons = inTeachingOrder(curriculum);
  return stationIds.map(id => ({
    id,
    title: names.find(name => isNameOf(id, name)) ?? id.replaceAll('-', ' '),
    lessons: lessons.filter(lesson => lesson.lifecycle.includes(id) && !isAboutAll(lesson)),
  }));
}

/** Lessons about the whole way: they name every station, and would hide the gaps in all of them. */
export const listOverviews = (curriculum: Curriculum): readonly Lesson[] =>
  inTeachingOrder(curriculum).filter(isAboutAll);

const isAboutAll = ({ lifecycle }: Lesson): boolean => stationIds.every(id => lifecycle.includes(id));

/** The goal that names the most stations. */
function flowOf({ pathways }: Curriculum): readonly string[] {
  const named = (flow: readonly string[]) =>
    stationIds.filter(id => flow.some(name => isNameOf(id, name))).length;
  const flows = [...pathways.values()].map(({ goal }) => goal?.flow ?? []);
  return flows.reduce((best, flow) => (named(flow) > named(best) ? flow : best), []);
}

/** `API layer` is a name of `api`, `reverse proxy` one of `reverse-proxy`. */
function isNameOf(id: string, name: string): boolean {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return slug === id || slug.startsWith(`${id}-`);
}

/** Those of the pathway that teaches the way first, then of the others, then those that no pathway has. */
function inTeachingOrder(curriculum: Curriculum): readonly Lesson[] {
  const flow = flowOf(curriculum);
  const pathways = [...curriculum.pathways.values()];
  const first = pathways.filter(({ goal }) => goal !== undefined && goal.flow === flow);
  const ids = [...first, ...pathways].flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId));
  const all = [...ids, ...curriculum.lessons.keys()];
  return [...new Set(all)].flatMap(id => curriculum.lessons.get(id) ?? []);
}
