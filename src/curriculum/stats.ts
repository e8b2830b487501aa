/** How much is written, and what is still missing. */
import type { Curriculum, PathwayNode } from './types.ts';

export interface CurriculumStats {
  readonly pathways: number;
  readonly nodes: number;
  /** Ids of nodes without a lesson of their own or below; a project needs none. */
  readonly nodesWithoutLesson: readonly string[];
  readonly lessons: number;
  /** Those that are asked: retired ones don't count. */
  readonly questions: number;
  readonly resources: number;
  /** Entries of the glossary. */
  readonly terms: number;
  readonly projects: number;
  /** Lessons that an examiner has read. */
  readonly reviewed: number;
}

export function countCurriculum(curriculum: Curriculum): CurriculumStats {
  const lessons = [...curriculum.lessons.values()];
  const nodes = [...curriculum.nodes.values()];
  return {
    pathways: curriculum.pathways.size,
    nodes: nodes.length,
    nodesWithoutLesson: nodes
      .filter(node => node.kind !== 'project' && !hasLesson(node))
      .map(node => node.id),
    lessons: lessons.length,
    questions: lessons.flatMap(lesson => lesson.questions).filter(question => !question.retired).length,
    resources: curriculum.resources.size,
    terms: curriculum.terms.size,
    projects: curriculum.projects.size,
    reviewed: lessons.filter(lesson => lesson.reviewed !== undefined).length,
  };
}

function hasLesson(node: PathwayNode): boolean {
  return node.lessons.length > 0 || node.children.some(hasLesson);
}
