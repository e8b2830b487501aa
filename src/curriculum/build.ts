/** The curriculum as everybody reads it, made of files in which no fault was found. */
import type { Files } from './files.ts';
import type { WrittenNode, WrittenPathway, WrittenResourceRef } from './schema.ts';
import type { WrittenQuestion } from './schema-question.ts';
import type {
  Curriculum,
  Lesson,
  Option,
  Pathway,
  PathwayNode,
  Question,
  Resource,
  ResourceRef,
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
    resources: buildResources(files),
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
function buildResources(files: Files): ReadonlyMap<string, Resource> {
  return new Map(
    files.resources.toReversed().flatMap(({ resources }) => resources.map(each => [each.id, each] as const)),
  );
}

function buildPathway(written: WrittenPathway): Pathway {
  const nodes = written.nodes.map(node => buildNode(node, written.id, undefined));
  const places = withChildren(nodes).flatMap(node =>
    node.lessons.map(lessonId => ({ lessonId, nodeId: node.id })),
  );
  const seen = new Set<string>();
  return {
    ...written,
    audience: written.audience,
    credit: written.credit,
    resources: written.resources.map(buildRef),
    tracks: written.tracks.map(({ id, title, note, nodes: ids }) => ({ id, title, note, nodes: ids })),
    nodes,
    lessons: places.filter(({ lessonId }) => !seen.has(lessonId) && seen.add(lessonId)),
  };
}

function buildNode(written: WrittenNode, pathwayId: string, parentId: string | undefined): PathwayNode {
  return {
    ...written,
    pathwayId,
    parentId,
    n: written.n,
    text: written.text,
    level: written.level,
    pace: written.pace,
    resources: written.resources.map(buildRef),
    children: written.children.map(child => buildNode(child, pathwayId, written.id)),
  };
}

function buildRef({ ref, as, note }: WrittenResourceRef): ResourceRef {
  return { ref, as, note };
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
