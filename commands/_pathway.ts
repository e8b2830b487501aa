/** Pathways and their tracks with what a member has learned of them. */
import type { PathwayLearned, TrackLearned } from '../src/cards/pathway-card.ts';
import { countLearned, lessonsBelow } from '../src/core/learned.ts';
import type { Curriculum, Pathway } from '../src/curriculum/types.ts';
import type { Learner } from './_learner.ts';
import { lessonsOf } from './_node.ts';

export function viewPathway(pathway: Pathway, { done, studies }: Learner): PathwayLearned {
  return {
    pathway,
    learned: countLearned(
      pathway.lessons.map(({ lessonId }) => lessonId),
      done,
    ),
    isStudied: studies.some(study => study.pathway === pathway),
  };
}

/** What is learned elsewhere counts here, too. */
export function tracksOf(
  curriculum: Curriculum,
  pathway: Pathway,
  done: ReadonlySet<string>,
): readonly TrackLearned[] {
  return pathway.tracks.map((track, i) => {
    const nodes = track.nodes.flatMap(id => curriculum.nodes.get(id) ?? []);
    const ids = [...new Set(nodes.flatMap(lessonsBelow))];
    return {
      track,
      learned: countLearned(ids, done),
      lessons: lessonsOf(curriculum, ids),
      number: i + 1,
    };
  });
}
