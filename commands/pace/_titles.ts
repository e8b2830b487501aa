/** What the units of a plan are called. */
import { kindWords } from '../../src/cards/day-words.ts';
import { type DayKind, INSERTED } from '../../src/core/plan-inputs.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';

/** A lesson's title; `Practice: Phase 1` for what isn't a lesson; `Review day` for an inserted one. */
export function titleOfKey({ lessons, nodes }: Curriculum, key: string): string {
  const lesson = lessons.get(key);
  if (lesson) return lesson.title;
  const [node = '', what = ''] = key.split('#');
  if (key.startsWith(INSERTED)) return `${kindWord(what)} day`;
  const kind = what.replace(/-\d+$/, '');
  const place = nodes.get(node)?.title;
  return kind === '' ? key : place === undefined ? kindWord(kind) : `${kindWord(kind)}: ${place}`;
}

const kindWord = (kind: string): string =>
  Object.hasOwn(kindWords, kind) ? kindWords[kind as DayKind] : kind;

/** Where a slot belongs, without its kind: a lesson's title, else that of its phase or step; empty where neither is known. */
export function placeTitle(
  { lessons, nodes }: Curriculum,
  { lessonId, nodeId }: { readonly lessonId: string | null; readonly nodeId: string | null },
): string {
  return lessonId === null
    ? (nodes.get(nodeId ?? '')?.title ?? '')
    : (lessons.get(lessonId)?.title ?? lessonId);
}
