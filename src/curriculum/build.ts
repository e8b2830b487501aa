/** The curriculum as everybody reads it, made of files in which no fault was found. */
import type { Files } from './files.ts';
import type { EntriesFile } from './read-entries.ts';
import type { WrittenNode, WrittenPathway, WrittenResourceRef } from './schema.ts';
import type { WrittenQuestion } from './schema-question.ts';
import type {
  Curriculum,
  Lesson,
  Option,
  Pathway,
  PathwayNode,
  Question,
  ResourceRef,
  Track,
} from './types.ts';

/** Joins lessons with their banks and pathways with their nodes; `folder` is absolute. */
export function buildCurriculum(folder: string, files: Files): Curriculum {
  const pathways = [...files.pathways.values()].flatMap(({ written }) =>
    written ? [buildPathway(written)] : [],
  );
  const nodes = pathways.flatMap(pathway => withChildren(pathway.nodes));
  return {
    folder,
    pathways: new Map(pathways.map(pathway => [pathway.id, pathway])),
    nodes: new Map(nodes.map(node => [node.id, node])),
    lessons: new Map(buildLessons(files).map(lesson => [lesson.id, lesson])),
    resources: newest(files.resources, ({ url, tier, provider, ...resource }) => ({
      ...resource,
      url: url ?? undefined,
      tier,
      provider,
    })),
    terms: newest(files.terms, ({ lesson: lessonId, ...term }) => ({ ...term, lessonId })),
    projects: new Map(
      [...files.projects.values()].flatMap(({ id, written }) => (written ? [[id, written] as const] : [])),
    ),
  };
}

function withChildren(nodes: readonly PathwayNode[]): readonly PathwayNode[] {
  return nodes.flatMap(node => [node, ...withChildren(node.children)]);
}

function buildLessons(files: Files): readonly Lesson[] {
  return [...files.lessons.values()].flatMap(({ id, written, sections }) => {
    if (!written) return [];
    const questions = files.banks.get(id)?.questions ?? [];
    return [
      {
        ...written,
        reviewed: written.reviewed,
        resources: written.resources.map(buildRef),
        sections: sections.map(({ title, body }) => ({ title, body })),
        questions: questions.map(question => buildQuestion(id, question)),
      },
    ];
  });
}

/** Entries of `local/` come first in order of reading, so they are the ones to keep. */
function newest<W extends { readonly id: string }, T>(
  lists: readonly EntriesFile<W>[],
  build: (written: W) => T,
): ReadonlyMap<string, T> {
  return new Map(
    lists.toReversed().flatMap(({ entries }) => entries.map(each => [each.id, build(each)] as const)),
  );
}

function buildPathway(written: WrittenPathway): Pathway {
  const nodes = written.nodes.map(node => buildNode(node, written.id, undefined));
  const places = withChildren(nodes).flatMap(node =>
    node.lessons.map(lessonId => ({ lessonId, nodeId: node.id })),
  );
  const seen = new Set<string>();
  const { lesson_must_have: lessonMustHave, revisit, goal, ...rest } = written;
  return {
    ...rest,
    audience: written.audience,
    credit: written.credit,
    licence: written.licence,
    goal: goal && { ...goal, text: goal.text },
    lessonMustHave,
    revisit: revisit && { everyDays: revisit.every_days, what: revisit.what },
    resources: written.resources.map(buildRef),
    tracks: written.tracks.flatMap(track => buildTracks(track, nodes)),
    nodes,
    lessons: places.filter(({ lessonId }) => !seen.has(lessonId) && seen.add(lessonId)),
  };
}

/** A track of which one node is to be picked is as many tracks as it has nodes: whoever chooses, chooses one of them. */
function buildTracks(
  { id, title, note, nodes: ids, pick }: WrittenPathway['tracks'][number],
  nodes: readonly PathwayNode[],
): readonly Track[] {
  if (pick === 'all') return [{ id, title, note, nodes: ids }];
  return withChildren(nodes)
    .filter(node => ids.includes(node.id))
    .map(node => ({
      id: `${id}-${node.id.split('/').at(-1) ?? ''}`,
      title: `${title}: ${node.title}`,
      note,
      nodes: [node.id],
    }));
}

function buildNode(written: WrittenNode, pathwayId: string, parentId: string | undefined): PathwayNode {
  const { project: projectId, ...node } = written;
  return {
    ...node,
    pathwayId,
    parentId,
    n: written.n,
    text: written.text,
    question: written.question,
    level: written.level,
    tag: written.tag,
    group: written.group,
    pace: written.pace,
    projectId,
    resources: written.resources.map(buildRef),
    children: written.children.map(child => buildNode(child, pathwayId, written.id)),
  };
}

function buildRef({ ref, as, note, provider }: WrittenResourceRef): ResourceRef {
  return { ref, as, note, provider };
}

function buildQuestion(lessonId: string, written: WrittenQuestion): Question {
  switch (written.type) {
    case 'truefalse': {
      const { answer, why_true, why_false, ...question } = written;
      return { ...question, lessonId, options: truthOptions(answer, why_true, why_false) };
    }
    case 'fill':
      return { ...written, lessonId, tolerance: written.tolerance };
    case 'output':
      return {
        ...written,
        lessonId,
        options: written.options ?? [],
        accept: written.accept ?? [],
        why: written.why,
      };
    default:
      return { ...written, lessonId };
  }
}

function truthOptions(answer: boolean, whyTrue: string, whyFalse: string): readonly Option[] {
  return [
    { id: 'true', text: 'True', right: answer, why: whyTrue },
    { id: 'false', text: 'False', right: !answer, why: whyFalse },
  ];
}
