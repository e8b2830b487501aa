/** Rules of a good question beyond its shape (research: "Questions", the linter). */
import type { Path } from './parse-yaml.ts';
import type { QuestionDraft } from './question-draft.ts';

/** Says something about a place inside the question. */
export type Remark = (path: Path, message: string, remedy: string) => void;

/** Remarks on everything that would let somebody answer by test-wisdom, or leave the question without one answer. */
export function lintQuestion(question: QuestionDraft, remark: Remark): void {
  lintStem(question, remark);
  if (question.options) lintOptions(question, question.options, remark);
  if (question.items) lintItems(question.items, question.wrong, remark);
  if (question.type === 'output') lintOutput(question, remark);
  if (question.accept) lintAccepted(question, question.accept, remark);
}

function lintStem({ stem }: QuestionDraft, remark: Remark): void {
  const words = stem.replace(/```[\s\S]*?```|`[^`]*`/g, '').replace(/\*\*[^*]*\*\*|__[^_]+__/g, '');
  if (/\b[Nn]ot\b/.test(words)) {
    remark(
      ['stem'],
      'The stem has a "not" that is easily overlooked.',
      'Write NOT or **not**, or ask the other way round.',
    );
  }
}

type Options = NonNullable<QuestionDraft['options']>;

function lintOptions(question: QuestionDraft, options: Options, remark: Remark): void {
  const right = options.filter(option => option.right);
  if (question.type === 'multi') {
    if (right.length === 0)
      remark(['options'], 'No option is right.', 'Mark those that are with `right: true`.');
    else if (right.length === options.length)
      remark(['options'], 'Every option is right.', 'Add a wrong one.');
  } else if ((question.type === 'single' || question.type === 'output') && right.length !== 1) {
    const message = right.length === 0 ? 'No option is right.' : `${right.length} options are right.`;
    remark(['options'], message, 'Mark exactly one with `right: true`, or make the type multi.');
  }
  remarkTwins(
    options.map(option => option.id),
    'options',
    'id',
    'option id',
    remark,
  );
  remarkTwins(
    options.map(option => option.text),
    'options',
    'text',
    'option text',
    remark,
  );
  for (const [index, { id, text }] of options.entries()) {
    if (/\b(all|none|both|neither|any) of (the |these )?(above|below|these|options|others)\b/i.test(text)) {
      remark(
        ['options', index, 'text'],
        `Option "${id}" says "${text}".`,
        'Options are shuffled and this one is guessed: write a real one.',
      );
    }
    if (/^(right|wrong|correct|incorrect|answer|key|distractor)(-?\d+)?$/.test(id)) {
      remark(
        ['options', index, 'id'],
        `The id "${id}" gives the answer away.`,
        'Name the idea of the option instead.',
      );
    }
  }
  if (question.type !== 'multi') lintLengths(options, remark);
}

/** Whoever knows nothing picks the longest option, since the truth needs its conditions. */
function lintLengths(options: Options, remark: Remark): void {
  const longestWrong = Math.max(
    0,
    ...options.filter(option => !option.right).map(option => option.text.length),
  );
  for (const [index, { right, text }] of options.entries()) {
    if (!right || text.length <= 40 || text.length <= 1.6 * longestWrong) continue;
    const message = `The right option has ${text.length} characters, the longest wrong one ${longestWrong}.`;
    remark(['options', index, 'text'], message, 'Shorten it, or make a wrong one as exact.');
  }
}

function lintItems(
  items: NonNullable<QuestionDraft['items']>,
  wrong: QuestionDraft['wrong'],
  remark: Remark,
): void {
  const ids = items.map(item => item.id);
  remarkTwins(ids, 'items', 'id', 'item id', remark);
  remarkTwins(
    items.map(item => item.text),
    'items',
    'text',
    'item text',
    remark,
  );
  for (const [index, { answer }] of wrong.entries()) {
    const given = answer.split(' > ');
    const path = ['wrong', index, 'answer'];
    if (given.toSorted().join() !== ids.toSorted().join()) {
      remark(
        path,
        'This wrong order does not name every item once.',
        `Write the items' ids: "${ids.toReversed().join(' > ')}".`,
      );
    } else if (given.join() === ids.join())
      remark(path, 'This wrong order is the right one.', 'Change or remove it.');
  }
}

function lintOutput({ options, accept, why, wrong }: QuestionDraft, remark: Remark): void {
  if (options && accept) remark(['accept'], 'It has both options and accept.', 'Keep one of the two.');
  if (!options && !accept) remark([], 'It has neither options nor accept.', 'Add one of the two.');
  if (!options && accept && why === '') {
    remark(['why'], 'It has no why.', 'Add `why:` with at least 15 characters that explains the output.');
  }
  if (options && wrong.length > 0)
    remark(['wrong'], 'It has both options and wrong.', 'Let the why of an option say it.');
}

function lintAccepted(
  { type, normalise, hasTolerance, wrong }: QuestionDraft,
  accept: readonly string[],
  remark: Remark,
): void {
  const same = normalise === 'exact' ? (text: string) => text : simple;
  const accepted = accept.map(same);
  remarkTwins(accept, 'accept', undefined, 'accepted answer', remark, same);
  for (const [index, { answer }] of wrong.entries()) {
    if (accepted.includes(same(answer)))
      remark(['wrong', index, 'answer'], 'This wrong answer is accepted as well.', 'Keep it in one place.');
  }
  if (type !== 'fill') return;
  if (hasTolerance && normalise !== 'number') {
    remark(['tolerance'], 'A tolerance is for numbers.', 'Add `normalise: number`, or take it out.');
  }
  for (const [index, text] of accept.entries()) {
    if (normalise === 'number' && text !== '' && !Number.isFinite(Number(text))) {
      remark(
        ['accept', index],
        `"${text}" is not a number.`,
        'Write digits only, with a point for decimals.',
      );
    }
  }
}

function remarkTwins(
  texts: readonly string[],
  list: string,
  key: string | undefined,
  name: string,
  remark: Remark,
  same: (text: string) => string = simple,
): void {
  const seen = new Set<string>();
  for (const [index, text] of texts.entries()) {
    const path = key === undefined ? [list, index] : [list, index, key];
    if (text !== '' && seen.has(same(text)))
      remark(path, `The ${name} "${text}" stands here twice.`, 'Change or remove one.');
    seen.add(same(text));
  }
}

function simple(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
