/** What is taught, as plain values: the shapes that `load.ts` makes of `curriculum/` and everybody else reads. */

type Level = 'beginner' | 'intermediate' | 'advanced';

export interface Curriculum {
  /** Where it was read from: an absolute folder. */
  readonly folder: string;
  readonly pathways: ReadonlyMap<string, Pathway>;
  /** Every node of every pathway, by its id (`infrastructure/phase-1`). */
  readonly nodes: ReadonlyMap<string, PathwayNode>;
  readonly lessons: ReadonlyMap<string, Lesson>;
  readonly resources: ReadonlyMap<string, Resource>;
}

type Pace =
  | { readonly mode: 'weeks'; readonly min: number; readonly max: number }
  | { readonly mode: 'hours'; readonly hours: number }
  | { readonly mode: 'lessons' }
  | { readonly mode: 'open' };

export interface Pathway {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly audience: string | undefined;
  readonly order: 'strict' | 'advised' | 'free';
  readonly pace: Pace;
  readonly credit: string | undefined;
  readonly objectives: readonly { readonly title: string; readonly text: string }[];
  readonly tools: readonly string[];
  readonly resources: readonly ResourceRef[];
  /** Chosen sets of nodes. */
  readonly tracks: readonly Track[];
  /** The tree, in teaching order. */
  readonly nodes: readonly PathwayNode[];
  /** Every lesson of the tree once, in teaching order: the first place of a lesson counts. */
  readonly lessons: readonly { readonly lessonId: string; readonly nodeId: string }[];
}

export interface Track {
  /** Unique in its pathway. */
  readonly id: string;
  readonly title: string;
  readonly note: string | undefined;
  /** Ids of nodes; everything below them belongs to the track. */
  readonly nodes: readonly string[];
}

export interface PathwayNode {
  readonly id: string;
  readonly pathwayId: string;
  readonly kind: string;
  readonly n: number | undefined;
  readonly title: string;
  readonly text: string | undefined;
  readonly level: Level | undefined;
  readonly pace: Pace | undefined;
  readonly topics: readonly string[];
  /** Lessons of this node itself; those of its children are theirs. */
  readonly lessons: readonly string[];
  readonly resources: readonly ResourceRef[];
  readonly parentId: string | undefined;
  readonly children: readonly PathwayNode[];
}

export interface Resource {
  readonly id: string;
  readonly title: string;
  readonly url: string | undefined;
  readonly kind: string;
  readonly cost: 'free' | 'paid' | 'mixed' | 'unknown';
  readonly provider: string | undefined;
  readonly lang: string;
}

export interface ResourceRef {
  readonly ref: string;
  readonly as: string | undefined;
  readonly note: string | undefined;
}

export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** Raised when the meaning changes; a mended typo keeps it. */
  readonly rev: number;
  readonly level: Level;
  /** Minutes to read and to practise. */
  readonly minutes: { readonly read: number; readonly practice: number };
  readonly summary: string;
  readonly objectives: readonly string[];
  readonly prerequisites: readonly string[];
  readonly lifecycle: readonly string[];
  readonly resources: readonly ResourceRef[];
  readonly tags: readonly string[];
  readonly aliases: readonly string[];
  /** The day (YYYY-MM-DD) on which an examiner last read it. */
  readonly reviewed: string | undefined;
  readonly sections: readonly Section[];
  readonly questions: readonly Question[];
}

export interface Section {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** An option's id never changes: answers are kept by it. */
export interface Option {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
  readonly why: string;
}

interface QuestionBase {
  /** Unique in its lesson; with the lesson's id in front (`net/dns#ttl`) unique everywhere. */
  readonly id: string;
  readonly lessonId: string;
  /** The revision of the question: raised when its key or meaning changes. */
  readonly rev: number;
  readonly stem: string;
  readonly difficulty: 1 | 2 | 3;
  readonly kind: 'recall' | 'apply' | 'analyse';
  /** 1-based place in the lesson's objectives. */
  readonly objective: number;
  readonly retired: boolean;
}

/** What a common wrong answer to a question without options shows about its author's thinking. */
interface WrongAnswer {
  readonly answer: string;
  readonly why: string;
}

export type Question = QuestionBase &
  (
    | { readonly type: 'single' | 'multi'; readonly options: readonly Option[] }
    /** Two options, `true` and `false`, in this order: made by the loader. */
    | { readonly type: 'truefalse'; readonly options: readonly Option[] }
    | {
        readonly type: 'order';
        /** In the right order. */
        readonly items: readonly { readonly id: string; readonly text: string }[];
        readonly why: string;
        readonly wrong: readonly WrongAnswer[];
      }
    | {
        readonly type: 'fill';
        readonly accept: readonly string[];
        readonly normalise: 'exact' | 'loose' | 'number';
        readonly tolerance: number | undefined;
        readonly why: string;
        readonly wrong: readonly WrongAnswer[];
      }
    | {
        readonly type: 'output';
        readonly code: string;
        readonly language: string;
        /** Either options (then `accept` is empty) or accepted outputs (then `options` is empty). */
        readonly options: readonly Option[];
        readonly accept: readonly string[];
        readonly why: string | undefined;
        readonly wrong: readonly WrongAnswer[];
      }
  );
