/** YAML text to plain values that still know their lines. */
import { CORE_SCHEMA, constructFromEvents, EVENT_ID, type Event, parseEvents } from 'js-yaml';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Report } from './fault.ts';
import type { KnownValues } from './known-values.ts';

export type Path = readonly PropertyKey[];

/** `parseYaml`, perhaps with what is known from earlier. */
export type ParseYaml = (text: string, linesBefore: number, report: Report) => Yaml | undefined;

/** A parsed file: its value, and the line (1-based, in the whole file) of any place in it. */
export interface Yaml {
  readonly value: unknown;
  /** The line of a key or item; of the nearest thing around it when it isn't there. */
  readonly lineOf: (path: Path) => number;
}

/**
 * Parses one document; `linesBefore` counts the lines of the file above it (front matter starts on line 2).
 * Reports syntax faults, and refuses aliases and unknown tags: nobody needs them here, they hide behind an unquoted
 * `*` or `!`, and aliases can grow a small file into gigabytes.
 *
 * Two libraries read it: js-yaml is three times as fast, which every start feels; yaml knows lines and says what is wrong,
 * which only a file with a fault needs (docs/decisions/0026). A test holds them to the same values. A text that is `known` isn't parsed.
 */
export function parseYaml(
  text: string,
  linesBefore: number,
  report: Report,
  known?: KnownValues,
): Yaml | undefined {
  const quick = known?.get(text) ?? readQuickly(text, known);
  if (!quick) return parseWithLines(text, linesBefore, report);
  let found: Yaml | undefined;
  // A file that the quick reader takes and the other doesn't would have no lines; then the first has to do.
  const placed = () => (found ??= parseWithLines(text, linesBefore, () => {}));
  return { value: quick.value, lineOf: path => placed()?.lineOf(path) ?? 1 + linesBefore };
}

/** Undefined for whatever isn't plain and sound: the other library then says what is wrong with it. */
function readQuickly(text: string, known?: KnownValues): { readonly value: unknown } | undefined {
  try {
    const events = parseEvents(text, {});
    if (!events.every(isPlain)) return undefined;
    const values = constructFromEvents(events, { source: text, schema: CORE_SCHEMA });
    if (values.length !== 1) return undefined;
    known?.set(text, values[0]);
    return { value: values[0] };
  } catch {
    return undefined;
  }
}

/** No alias, anchor or tag. */
const isPlain = (event: Event): boolean =>
  event.type !== EVENT_ID.ALIAS &&
  (!('tagStart' in event) || (event.tagStart === -1 && event.anchorStart === -1));

function parseWithLines(text: string, linesBefore: number, report: Report): Yaml | undefined {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line) + linesBefore;
  try {
    const document = parseDocument(text, { lineCounter: lines, logLevel: 'error', prettyErrors: false });
    const problems = [...document.errors, ...document.warnings];
    for (const { pos, message, code } of problems) {
      report(lineAt(pos[0]), `YAML: ${sentence(message)}`, remedies[code] ?? 'Mend the YAML.');
    }
    if (problems.length > 0) return undefined;
    // Looking at every node takes a while, and an alias can't hide where there is no star.
    if (text.includes('*') && !refuseAliases(document, lineAt, report)) return undefined;
    const value: unknown = document.toJS();
    const find = makeFinder(document);
    return { value, lineOf: path => lineAt(find(path)) };
  } catch (error) {
    const deep = error instanceof RangeError;
    report(
      1 + linesBefore,
      deep ? 'YAML: nested too deeply.' : 'YAML: this is not readable.',
      'Write it flatter.',
    );
    return undefined;
  }
}

const remedies: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Line it up with its neighbours, with spaces.',
  MULTIPLE_DOCS: 'Take out the second `---`: a file holds one document.',
  TAG_RESOLVE_FAILED: 'Put text that begins with `!` in quotes.',
  MISSING_CHAR: 'Close the quote or bracket, or put text with special characters in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put text that holds a colon in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Put text that holds a colon in quotes.',
};

function sentence(message: string): string {
  const first = message.split('\n')[0] ?? '';
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function refuseAliases(document: Document, lineAt: (offset: number) => number, report: Report): boolean {
  let ok = true;
  visit(document, {
    Alias(_, alias) {
      ok = false;
      const remedy = 'Write the value out; put text that begins with `*` in quotes.';
      report(
        lineAt(alias.range?.[0] ?? 0),
        `YAML: "*${alias.source}" is an alias, which is not read here.`,
        remedy,
      );
    },
  });
  return ok;
}

/** Finds places; remembers each map's keys, since a map of many keys may have as many faults. */
function makeFinder(document: Document): (path: Path) => number {
  const known = new WeakMap<YAMLMap, Map<string, Pair>>();
  const keysOf = (map: YAMLMap): Map<string, Pair> => {
    const pairs = known.get(map) ?? new Map(map.items.map(pair => [keyOf(pair), pair]));
    known.set(map, pairs);
    return pairs;
  };
  return path => {
    let offset = 0;
    let node: unknown = document.contents;
    for (const step of path) {
      if (isMap(node)) {
        const pair = keysOf(node).get(String(step));
        if (!pair) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        if (node === undefined) break;
        offset = startOf(node) ?? offset;
      } else break;
    }
    return offset;
  };
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
