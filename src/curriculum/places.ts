/** Where something stands in the pathways. */
import type { Curriculum, Pathway, PathwayNode } from './types.ts';

export interface Place {
  readonly pathway: Pathway;
  readonly node: PathwayNode | undefined;
  /** 1-based place among the lessons of the pathway. */
  readonly number: number;
}

/** Where a lesson stands, once in each pathway that has it: those named first, in their order, then the others in the curriculum's own. */
export function placesOf(
  { pathways, nodes }: Curriculum,
  lessonId: string,
  first: readonly string[] = [],
): readonly Place[] {
  const named = first.flatMap(id => pathways.get(id) ?? []);
  return [...new Set([...named, ...pathways.values()])].flatMap(pathway => {
    const at = pathway.lessons.findIndex(lesson => lesson.lessonId === lessonId);
    const found = pathway.lessons[at];
    return found ? [{ pathway, node: nodes.get(found.nodeId), number: at + 1 }] : [];
  });
}

/** The nodes above this one, the outermost first. */
export function ancestorsOf(curriculum: Curriculum, node: PathwayNode): readonly PathwayNode[] {
  const parent = curriculum.nodes.get(node.parentId ?? '');
  return parent ? [...ancestorsOf(curriculum, parent), parent] : [];
}
