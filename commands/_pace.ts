/** From a pathway to what a plan is made of. */
import type { PacedLesson, PacedNode } from '../src/core/plan-units.ts';
import type { Curriculum, Pathway, PathwayNode } from '../src/curriculum/types.ts';

/** The phases, parts or steps of a pathway (its top nodes), each with every lesson below it. */
export function pacedNodes(curriculum: Curriculum, pathway: Pathway): readonly PacedNode[] {
  return pathway.nodes.map(node => ({
    nodeId: node.id,
    pace: node.pace,
    lessons: lessonsBelow(curriculum, node),
  }));
}

function lessonsBelow(curriculum: Curriculum, node: PathwayNode): readonly PacedLesson[] {
  const own = node.lessons.flatMap((lessonId): PacedLesson[] => {
    const lesson = curriculum.lessons.get(lessonId);
    if (!lesson) return [];
    const minutes = lesson.minutes.read + lesson.minutes.practice;
    return [{ lessonId, nodeId: node.id, minutes, prerequisites: lesson.prerequisites }];
  });
  return [...own, ...node.children.flatMap(child => lessonsBelow(curriculum, child))];
}
