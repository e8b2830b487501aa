/** The window in which moderators say what the key of a question is, and the same again where that was no key. */
import type { Question } from '../curriculum/types.ts';
import { noteField, queueButton } from './correction-card.ts';
import { optionsOf } from './quiz-card.ts';
import { buttons, type Card, type Form, say } from './reply.ts';

const sentences = { tick: 'Tick all that count as right.' };

/** A window has room for five parts. */
const mostParts = 5;

/** Asks for the right key: options to tick, an order to make, or a text that is accepted. */
export function correctForm(question: Question, questionId: string): Form {
  const base = {
    kind: 'form',
    title: 'Correct the key',
    press: { command: 'insights', action: 'correct', argument: questionId },
  } as const;
  const options = optionsOf(question);
  if (question.type === 'order') {
    const choices = question.items.map(item => ({ value: item.id, label: item.text }));
    const places = question.items.slice(1).map((_, place): Form['fields'][number] => ({
      kind: 'list',
      id: `place-${place}`,
      label: `Place ${place + 1}`,
      choices,
      chosen: question.items[place]?.id ?? '',
    }));
    // Where there is no room for the word, it is asked for with the preview.
    return { ...base, fields: places.length < mostParts ? [...places, noteField] : places };
  }
  if (options.length > 0) {
    const choices = options.map(option => ({ value: option.id, label: option.text }));
    const chosen = options.filter(option => option.right).map(option => option.id);
    // Also where members choose one: a second answer that is right, too, must not make the first one wrong.
    const key = {
      ...({ kind: 'several' } as const),
      ...{ id: 'options', label: 'What is right?', choices, chosen },
      description: sentences.tick,
    } as const;
    return { ...base, fields: [key, noteField] };
  }
  return {
    ...base,
    fields: [{ id: 'typed', label: 'This is right', maxLength: 300 }, besidesField, noteField],
  };
}

const besidesField: Form['fields'][number] = {
  ...{ kind: 'one', id: 'besides', label: 'And what is accepted now?', required: false, chosen: 'too' },
  choices: [
    { value: 'too', label: 'It stays accepted' },
    { value: 'only', label: 'Only this is right from now on' },
  ],
};

/** The same window with what was filled into it before. */
export const refilled = (
  form: Form,
  {
    fields,
    picked,
  }: {
    readonly fields: Readonly<Record<string, string>>;
    readonly picked: Readonly<Record<string, readonly string[]>>;
  },
): Form => ({
  ...form,
  fields: form.fields.map(field => {
    const chosen = picked[field.id] ?? [];
    if (field.kind === 'several') return { ...field, chosen };
    if (field.kind === 'one' || field.kind === 'list')
      return chosen[0] ? { ...field, chosen: chosen[0] } : field;
    const value = fields[field.id];
    return value ? { ...field, value } : field;
  }),
});

/** Nothing to be applied: why, and the window again. */
export const noKeyCard = (sentence: string, draftId: string): Card =>
  say(
    sentence,
    buttons(
      {
        label: 'Open it again, as you filled it in',
        style: 'primary',
        press: { command: 'insights', action: 'key-again', argument: draftId },
      },
      queueButton,
    ),
  );
