/** The real curriculum with every lesson several times over, for plans of many weeks. */
import type { Curriculum, Lesson, Pathway, PathwayNode } from '../../src/curriculum/types.ts';

export function longCurriculum(
  curriculum: Curriculum,
  times: number,
  change: (lesson: Lesson) => Lesson = lesson => lesson,
): Curriculum {
  const idsOf = (id: string) => Array.from({ length: times }, (_, n) => (n === 0 ? id : `${id}-${n + 1}`));
  const longNode = (node: PathwayNode): PathwayNode => ({
    ...node,
    lessons: node.lessons.flatMap(idsOf),
    children: node.children.map(longNode),
  });
  const longPathway = (pathway: Pathway): Pathway => ({
    ...pathway,
    nodes: pathway.nodes.map(longNode),
    lessons: pathway.lessons.flatMap(({ lessonId, nodeId }) =>
      idsOf(lessonId).map(id => ({ lessonId: id, nodeId })),
    ),
  });
  return {
    ...curriculum,
    lessons: new Map(
      [...curriculum.lessons.values()].flatMap(lesson =>
        idsOf(lesson.id).map(id => [id, change({ ...lesson, id })] as const),
      ),
    ),
    pathways: new Map([...curriculum.pathways].map(([id, pathway]) => [id, longPathway(pathway)])),
  };
}
