/** What is taught, as plain values: the shapes that `load.ts` makes of `curriculum/` and everybody else reads. */

export type Level = 'beginner' | 'intermediate' | 'advanced';

export interface Curriculum {
  /** Where it was read from: an absolute folder. */
  readonly folder: string;
  readonly pathways: ReadonlyMap<string, Pathway>;
  /** Every node of every pathway, by its id (`infrastructure/phase-1`). */
  readonly nodes: ReadonlyMap<string, PathwayNode>;
  readonly lessons: ReadonlyMap<string, Lesson>;
  readonly resources: ReadonlyMap<string, Resource>;
  /** By id, in the order of `glossary.yml`. */
  readonly terms: ReadonlyMap<string, Term>;
  readonly projects: ReadonlyMap<string, Project>;
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
  /** Whose idea the pathway follows, in words. */
  readonly credit: string | undefined;
  /** The licence of what it follows. */
  readonly licence: string | undefined;
  /** What whoever finishes has understood as a whole: the stations of a request, and what good systems are. */
  readonly goal:
    | {
        readonly flow: readonly string[];
        readonly qualities: readonly string[];
        readonly text: string | undefined;
      }
    | undefined;
  /** What one should bring along, in words. */
  readonly prerequisites: readonly string[];
  /** What the pathway gives its word for. */
  readonly promises: readonly string[];
  /** Titles of sections that every lesson of the pathway has: the check holds them to it. */
  readonly lessonMustHave: readonly string[];
  /** When to come back, and for what. */
  readonly revisit: { readonly everyDays: number; readonly what: string } | undefined;
  readonly objectives: readonly { readonly title: string; readonly text: string }[];
  readonly tools: readonly string[];
  readonly resources: readonly ResourceRef[];
  /** Chosen sets of nodes. Where a written track says `pick: one`, each of its nodes is a track of its own here. */
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
  /** What the node answers, as a learner would ask it. */
  readonly question: string | undefined;
  readonly level: Level | undefined;
  /** A word that groups nodes across sections, such as `Backend`. */
  readonly tag: string | undefined;
  /** The section that the node belongs to, where sections aren't nodes. */
  readonly group: string | undefined;
  readonly pace: Pace | undefined;
  /** Ids of nodes that come before. */
  readonly prerequisites: readonly string[];
  /** The project that closes the node. */
  readonly projectId: string | undefined;
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
  /** 1: begin here. 2: the next step. 3: for when you need the depth. */
  readonly tier: 1 | 2 | 3 | undefined;
  readonly provider: string | undefined;
  /** Language code of what is linked: `en`. */
  readonly lang: string;
}

/** An entry of the glossary. */
export interface Term {
  readonly id: string;
  readonly term: string;
  /** Other names and short forms, such as `TLS`. */
  readonly also: readonly string[];
  /** What it means, in one or two sentences. */
  readonly text: string;
  /** The lesson that teaches it. */
  readonly lessonId: string;
}

/** Something to build, and how it is judged. */
export interface Project {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** About how long it takes. */
  readonly hours: number;
  readonly summary: string;
  /** What is asked for; Markdown. */
  readonly brief: string;
  readonly steps: readonly { readonly title: string; readonly text: string }[];
  /** Each criterion is judged from 0 to 3; `levels[n]` says what earns n. */
  readonly rubric: readonly {
    readonly id: string;
    readonly title: string;
    readonly levels: readonly string[];
  }[];
  /** Lessons that it uses. */
  readonly lessons: readonly string[];
}

export interface ResourceRef {
  readonly ref: string;
  /** The title of the link in this place. */
  readonly as: string | undefined;
  readonly note: string | undefined;
  readonly provider: string | undefined;
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
  /** Moderators of a guild found that no answer to it is wrong: every one counts as right there. */
  readonly allRight?: boolean;
  /** Moderators of a guild corrected it there, with a word about why. */
  readonly correction?: { readonly note: string | undefined };
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
