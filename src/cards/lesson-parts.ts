/** Lines that the post and the private card of a lesson share. */

import type { Lesson, Pathway, PathwayNode, Resource, ResourceRef } from '../curriculum/types.ts';
import { count, cut } from './words.ts';

/** Where you are: small, pathway ▸ phase ▸ day 12 of 49. */
export function whereLine(
  pathway: Pathway | undefined,
  node: PathwayNode | undefined,
  rest?: string,
): string {
  const place = node && cut(nodeName(node), 80);
  return `-# ${[pathway?.title, place, rest].filter(part => part !== undefined).join(' ▸ ')}`;
}

/** `Phase 1: Databases`; the title alone where nodes have no numbers. */
export const nodeName = ({ n, kind, title }: PathwayNode): string =>
  n === undefined ? title : `${capital(kind)} ${n}: ${title}`;

/** `day 12 of 49`; without `days` where nobody knows of how many, since a pause has no end. */
export const dayLine = (day: number, days: number | undefined): string =>
  days === undefined ? `day ${day}` : `day ${day} of ${days}`;

export function factsLine(lesson: Lesson): string {
  const practice = lesson.minutes.practice > 0 ? `, ${lesson.minutes.practice} min practice` : '';
  return `${lesson.minutes.read} min reading${practice} · ${lesson.level}`;
}

/** Masked links; the addresses come from the reviewed catalogue only, and the brackets keep Discord from unfurling them. */
export function resourceLines(
  refs: readonly ResourceRef[],
  resources: ReadonlyMap<string, Resource>,
): string[] {
  return refs.flatMap(({ ref, as, note }) => {
    const resource = resources.get(ref);
    if (!resource) return [];
    const title = as ?? resource.title;
    const shown = resource.url === undefined ? title : `[${title}](<${resource.url}>)`;
    return [`- ${shown}${note === undefined ? '' : `: ${note}`}`];
  });
}

/** Says so of a post that comes late; `lateBy` in ms of calendar time. Nothing for one that is on time. */
export function lateLines(lateBy: number | undefined, what: 'lesson' | 'post'): string[] {
  return lateBy === undefined ? [] : [`This ${what} comes ${durationWords(lateBy)} late.`];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `40 minutes`, `2 hours`, `3 days`: rounded, since nobody needs it to the minute. */
export function durationWords(ms: number): string {
  if (ms < 90 * MINUTE) return count(Math.max(1, Math.round(ms / MINUTE)), 'minute');
  if (ms < 36 * HOUR) return count(Math.round(ms / HOUR), 'hour');
  return count(Math.round(ms / (24 * HOUR)), 'day');
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
