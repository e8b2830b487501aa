/** Questions of ours as GIFT, so that nothing is lost: what GIFT has no place for stands in a comment, where `gift-in.ts` finds it again. */
import type { Lesson, Question } from '../types.ts';

/** Every question of these lessons that is asked, one category for each lesson. */
export function writeGift(lessons: readonly Lesson[]): string {
  return lessons
    .map(lesson => {
      const asked = lesson.questions.filter(question => !question.retired);
      return [`$CATEGORY: ${lesson.id}`, ...asked.map(writeQuestion)].join('\n\n');
    })
    .join('\n\n')
    .concat('\n');
}

function writeQuestion(question: Question): string {
  const comments = `// [id:${question.id}]\n// lockstep: ${JSON.stringify(extrasOf(question))}`;
  return `${comments}\n::${inGift(question.id)}::[markdown]${inGift(stemOf(question))} {\n${answersOf(question)}\n}`;
}

/** What GIFT has no place for. */
export interface Extras {
  readonly kind?: string;
  readonly difficulty?: number;
  readonly objective?: number;
  readonly rev?: number;
  /** Where GIFT would take it for another type. */
  readonly type?: 'output' | 'multi';
  readonly language?: string;
  readonly normalise?: string;
  /** Ids of the options or items, in their order. */
  readonly ids?: readonly string[];
  /** How a number was spelled. */
  readonly accept?: readonly string[];
  /** Common wrong answers that GIFT can't hold. */
  readonly wrong?: readonly { readonly answer: string; readonly why: string }[];
}

function extrasOf(question: Question): Extras {
  const { kind, difficulty, objective, rev, type } = question;
  const ids = namesOf(question);
  const isNumber = type === 'fill' && question.normalise === 'number';
  const wrong =
    type === 'order' ? question.wrong : isNumber ? question.wrong.filter(each => !isNumeric(each)) : [];
  return {
    ...{ kind, difficulty, objective, rev },
    ...(type === 'output' ? { type, language: question.language } : {}),
    ...(type === 'multi' ? { type } : {}),
    ...(type === 'fill' && question.normalise === 'exact' ? { normalise: 'exact' } : {}),
    ...(ids.length > 0 ? { ids } : {}),
    ...(isNumber ? { accept: question.accept } : {}),
    ...(wrong.length > 0 ? { wrong } : {}),
  };
}

const isNumeric = ({ answer }: { readonly answer: string }): boolean => /^-?\d+(\.\d+)?$/.test(answer);

function namesOf(question: Question): readonly string[] {
  if (question.type === 'order') return question.items.map(item => item.id);
  if (question.type === 'truefalse' || question.type === 'fill') return [];
  return question.options.map(option => option.id);
}

function stemOf(question: Question): string {
  if (question.type !== 'output') return question.stem;
  return `${question.stem}\n\n\`\`\`${question.language}\n${question.code}\n\`\`\``;
}

function answersOf(question: Question): string {
  switch (question.type) {
    case 'truefalse':
      return truthOf(question.options);
    case 'order':
      return [
        ...question.items.map((item, index) => `=${index + 1} -> ${inGift(item.text)}`),
        `####${inGift(question.why)}`,
      ].join('\n');
    case 'fill':
      return question.normalise === 'number' ? numberOf(question) : typed(question);
    case 'multi': {
      const right = question.options.filter(option => option.right).length;
      const share = (count: number) => String(Number((100 / count).toFixed(5)));
      const weight = (isRight: boolean) =>
        isRight ? share(right) : `-${share(question.options.length - right)}`;
      return question.options
        .map(({ text, right: isRight, why }) => `~%${weight(isRight)}%${inGift(text)}#${inGift(why)}`)
        .join('\n');
    }
    default:
      if (question.options.length === 0) return question.type === 'output' ? typed(question) : '';
      return question.options
        .map(({ text, right, why }) => `${right ? '=' : '~'}${weighed(text, right)}#${inGift(why)}`)
        .join('\n');
  }
}

/** Moodle shows the first remark to whoever is wrong, the second to whoever is right. */
function truthOf(options: Extract<Question, { readonly type: 'truefalse' }>['options']): string {
  const right = options.find(option => option.right);
  const wrong = options.find(option => !option.right);
  return `${right?.id === 'true' ? 'TRUE' : 'FALSE'}#${inGift(wrong?.why ?? '')}#${inGift(right?.why ?? '')}`;
}

interface Typed {
  readonly accept: readonly string[];
  readonly wrong: readonly { readonly answer: string; readonly why: string }[];
  readonly why: string | undefined;
}

const typed = ({ accept, wrong, why }: Typed): string =>
  [
    ...accept.map(answer => `=${weighed(answer, true)}`),
    ...wrong.map(each => `=%0%${inGift(each.answer)}#${inGift(each.why)}`),
    `####${inGift(why ?? '')}`,
  ].join('\n');

function numberOf({
  accept,
  tolerance,
  wrong,
  why,
}: Typed & { readonly tolerance: number | undefined }): string {
  return [
    `#=${accept[0]}:${tolerance ?? 0}`,
    ...wrong.filter(isNumeric).map(each => `=%0%${Number(each.answer)}:0#${inGift(each.why)}`),
    `####${inGift(why ?? '')}`,
  ].join('\n');
}

/** A text that begins with a percent sign would be read as a weight, so it is given one. */
const weighed = (text: string, right: boolean): string =>
  `${text.trim().startsWith('%') ? `%${right ? 100 : 0}%` : ''}${inGift(text)}`;

/** A blank line would end the question, and two slashes begin a comment: such line ends are written as Moodle does, `\n`. */
function inGift(text: string): string {
  return text
    .trim()
    .replace(/[\\~=#{}:]/g, '\\$&')
    .replace(/\n(?=\s*(\n|\/\/))/g, '\\n');
}
