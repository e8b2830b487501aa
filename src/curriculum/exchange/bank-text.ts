/** A bank as the text that a teacher wrote: questions are put in or taken out, and every other letter stays. */
import { type Document, isSeq, type Node, parseDocument, stringify } from 'yaml';
import { listAt } from '../names-in-file.ts';
import { valueAt } from '../place-in-file.ts';

type Written = Readonly<Record<string, unknown>>;

export interface BankText {
  readonly find: (id: string) => Written | undefined;
  /** Replaces the question of this id, or adds it at the end. */
  readonly put: (id: string, question: Written) => void;
  readonly remove: (id: string) => void;
  /** '' when it holds no question. */
  readonly text: () => string;
}

/** `text` is a sound bank, or '' for a new one. */
export function openBank(lessonId: string, text: string): BankText {
  let now = text;
  const questions = () => listAt(parseDocument(now).toJS(), ['questions']) as readonly Written[];
  const placeOf = (id: string) => questions().findIndex(question => valueAt(question, ['id']) === id);
  return {
    find: id => questions()[placeOf(id)],
    put(id, question) {
      const { id: own, type, rev, ...rest } = question;
      const ordered = { id: own, type, ...(rev === 1 ? {} : { rev }), ...rest };
      const place = placeOf(id);
      if (place >= 0) now = withQuestion(now, place, ordered);
      else if (questions().length > 0) now = withOneMore(now, ordered);
      else now = print({ lesson: lessonId, questions: [ordered] });
    },
    remove(id) {
      const place = placeOf(id);
      if (place >= 0) now = withoutQuestion(now, place);
    },
    text: () => (questions().length === 0 ? '' : now),
  };
}

const print = (value: unknown): string => stringify(value, { lineWidth: 0 });

/** Where a question's keys begin and end, and how far they are indented. */
function spanOf(text: string, place: number) {
  const node = nodesOf(parseDocument(text))[place];
  const [start = 0, end = start] = node?.range ?? [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { start, end, lineStart, indent: start - lineStart };
}

function nodesOf(document: Document): readonly Node[] {
  const list = document.get('questions');
  return isSeq(list) ? (list.items as readonly Node[]) : [];
}

function indented(question: Written, indent: number): string {
  return print(question)
    .trimEnd()
    .replaceAll('\n', `\n${' '.repeat(indent)}`);
}

function withQuestion(text: string, place: number, question: Written): string {
  const { start, end, indent } = spanOf(text, place);
  // The end of a block stands behind its last line break.
  const rest = text.slice(end);
  const lineBreak = text[end - 1] === '\n' || rest === '' ? '\n' : '';
  return `${text.slice(0, start)}${indented(question, indent)}${lineBreak}${rest}`;
}

function withOneMore(text: string, question: Written): string {
  const { lineStart, start, end, indent } = spanOf(text, nodesOf(parseDocument(text)).length - 1);
  const before = text.slice(0, end).trimEnd();
  const rest = text.slice(end).replace(/^\n/, '');
  return `${before}\n${text.slice(lineStart, start)}${indented(question, indent)}\n${rest}`;
}

function withoutQuestion(text: string, place: number): string {
  const { lineStart, end } = spanOf(text, place);
  return `${text.slice(0, lineStart)}${text.slice(end).replace(/^\n/, '')}`;
}
