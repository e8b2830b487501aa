/** Nodes with what a member has learned of them. */
import type { NodeLearned, NodeView } from '../src/cards/node-card.ts';
import { countLearned, lessonsBelow } from '../src/core/learned.ts';
import { ancestorsOf } from '../src/curriculum/places.ts';
import type { Curriculum, Lesson, PathwayNode } from '../src/curriculum/types.ts';

export const learnedOf = (node: PathwayNode, done: ReadonlySet<string>): NodeLearned => ({
  node,
  learned: countLearned(lessonsBelow(node), done),
});

/** Everything that a node's card tells. */
export function viewNode(curriculum: Curriculum, node: PathwayNode, done: ReadonlySet<string>): NodeView {
  const pathway = curriculum.pathways.get(node.pathwayId);
  const { learned } = learnedOf(node, done);
  const inPathway = pathway?.lessons.map(({ lessonId }) => lessonId) ?? [];
  const next = learned.next ?? countLearned(inPathway, done).next;
  return {
    pathway,
    node,
    above: ancestorsOf(curriculum, node),
    learned,
    lessonsBelow: lessonsOf(curriculum, lessonsBelow(node)),
    lessons: lessonsOf(curriculum, node.lessons),
    children: node.children.map(child => learnedOf(child, done)),
    after: node.prerequisites.flatMap(id => {
      const before = curriculum.nodes.get(id);
      return before ? [learnedOf(before, done)] : [];
    }),
    project: curriculum.projects.get(node.projectId ?? ''),
    resources: curriculum.resources,
    done,
    next: curriculum.lessons.get(next ?? ''),
  };
}

export const lessonsOf = ({ lessons }: Curriculum, ids: readonly string[]): readonly Lesson[] =>
  ids.flatMap(id => lessons.get(id) ?? []);
