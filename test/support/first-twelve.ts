/** The real curriculum as most tests know it, so that they stand while it grows: one pathway, and of that the first twelve lessons. */
import type { Curriculum, PathwayNode } from '../../src/curriculum/types.ts';

export function firstTwelve(curriculum: Curriculum): Curriculum {
  const pathway = curriculum.pathways.get('infrastructure');
  if (!pathway) throw new Error('There is no pathway "infrastructure".');
  const lessons = pathway.lessons.slice(0, 12);
  const taught = new Set(lessons.map(({ lessonId }) => lessonId));
  const cut = (node: PathwayNode): PathwayNode => ({
    ...node,
    lessons: node.lessons.filter(id => taught.has(id)),
    children: node.children.map(cut),
  });
  const nodes = pathway.nodes.map(cut);
  return {
    ...curriculum,
    pathways: new Map([['infrastructure', { ...pathway, nodes, lessons }]]),
    nodes: new Map(nodes.map(node => [node.id, node])),
  };
}
