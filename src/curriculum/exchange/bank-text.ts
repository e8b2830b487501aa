/** A bank as the text that a teacher wrote: questions are put in or taken out, and every other letter stays. */
import { isSeq, type Node, parseDocument, stringify } from 'yaml';
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

/** `text` is a sound bank, or '' for a new one. It is read once, however many questions come. */
export function openBank(lessonId: string, text: string): BankText {
  const document = parseDocument(text);
  const list = document.get('questions');
  const nodes = isSeq(list) ? (list.items as readonly Node[]) : [];
  const written = listAt(document.toJS(), ['questions']) as readonly Written[];
  const places = new Map(written.map((question, place) => [String(valueAt(question, ['id'])), place]));
  /** By place; undefined where a question was taken out. */
  const changed = new Map<number, Written | undefined>();
  const added = new Map<string, Written>();

  function edited(): string {
    let now = text;
    for (const place of [...changed.keys()].sort((a, b) => b - a)) {
      const question = changed.get(place);
      const node = nodes[place];
      if (node) now = question ? withQuestion(now, node, question) : withoutQuestion(now, node);
    }
    return now;
  }

  return {
    find(id) {
      const place = places.get(id);
      if (place === undefined) return added.get(id);
      return changed.has(place) ? changed.get(place) : written[place];
    },
    put(id, question) {
      const { id: own, type, rev, ...rest } = question;
      const ordered = { id: own, type, ...(rev === 1 ? {} : { rev }), ...rest };
      const place = places.get(id);
      if (place === undefined) added.set(id, ordered);
      else changed.set(place, ordered);
    },
    remove(id) {
      const place = places.get(id);
      if (place === undefined) added.delete(id);
      else changed.set(place, undefined);
    },
    text() {
      const left = written.length - [...changed.values()].filter(question => question === undefined).length;
      const more = [...added.values()];
      if (left === 0) return more.length === 0 ? '' : print({ lesson: lessonId, questions: more });
      const first = nodes[0];
      return more.length === 0 || !first ? edited() : withMore(edited(), spanOf(text, first), more);
    },
  };
}

const print = (value: unknown): string => stringify(value, { lineWidth: 0 });

/** Where a question's keys begin and end, and how far they are indented. */
function spanOf(text: string, node: Node) {
  const [start = 0, end = start] = node.range ?? [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { start, end, lineStart, indent: start - lineStart, bullet: text.slice(lineStart, start) };
}

function indented(question: Written, indent: number): string {
  return print(question)
    .trimEnd()
    .replaceAll('\n', `\n${' '.repeat(indent)}`);
}

function withQuestion(text: string, node: Node, question: Written): string {
  const { start, end, indent } = spanOf(text, node);
  // The end of a block stands behind its last line break.
  const rest = text.slice(end);
  const lineBreak = text[end - 1] === '\n' || rest === '' ? '\n' : '';
  return `${text.slice(0, start)}${indented(question, indent)}${lineBreak}${rest}`;
}

function withoutQuestion(text: string, node: Node): string {
  const { lineStart, end } = spanOf(text, node);
  return `${text.slice(0, lineStart)}${text.slice(end).replace(/^\n/, '')}`;
}

/** The list of questions is the last key of a bank, so what is added comes at the end of the file. */
function withMore(
  text: string,
  { bullet, indent }: { readonly bullet: string; readonly indent: number },
  questions: readonly Written[],
): string {
  return `${[text.trimEnd(), ...questions.map(question => `${bullet}${indented(question, indent)}`)].join('\n')}\n`;
}
