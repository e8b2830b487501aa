/** A question read leniently: what can be judged about it even while other parts of it are faulty. */
import { listAt } from './names-in-file.ts';
import { valueAt } from './place-in-file.ts';

/** Texts are '' and lists undefined where the file has something else; the shapes complain about that. */
export interface QuestionDraft {
  readonly id: string;
  readonly type: string;
  readonly kind: string;
  readonly stem: string;
  readonly code: string;
  readonly why: string;
  readonly normalise: string;
  readonly retired: boolean;
  readonly hasTolerance: boolean;
  readonly options: readonly DraftOption[] | undefined;
  readonly items: readonly DraftOption[] | undefined;
  readonly accept: readonly string[] | undefined;
  readonly wrong: readonly { readonly answer: string }[];
}

interface DraftOption {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
}

/** By hand rather than by a second zod shape: it runs for every question at every start, and `catch` builds an error each time. */
export function draftOf(written: unknown): QuestionDraft {
  return {
    id: textOf(written, 'id'),
    type: textOf(written, 'type'),
    kind: textOf(written, 'kind'),
    stem: textOf(written, 'stem'),
    code: textOf(written, 'code'),
    why: textOf(written, 'why'),
    normalise: textOf(written, 'normalise'),
    retired: valueAt(written, ['retired']) === true,
    hasTolerance: valueAt(written, ['tolerance']) !== undefined,
    options: optionsOf(written, 'options'),
    items: optionsOf(written, 'items'),
    accept:
      valueAt(written, ['accept']) === undefined
        ? undefined
        : listAt(written, ['accept']).map(each => (typeof each === 'string' ? each : '')),
    wrong: listAt(written, ['wrong']).map(each => ({ answer: textOf(each, 'answer') })),
  };
}

function optionsOf(written: unknown, key: string): readonly DraftOption[] | undefined {
  if (valueAt(written, [key]) === undefined) return undefined;
  return listAt(written, [key]).map(each => ({
    id: textOf(each, 'id'),
    text: textOf(each, 'text'),
    right: valueAt(each, ['right']) === true,
  }));
}

function textOf(value: unknown, key: string): string {
  const text = valueAt(value, [key]);
  return typeof text === 'string' ? text : '';
}
