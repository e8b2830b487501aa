/** The window for reminders: when, and in which hours never. */
import type { Form } from '../src/cards/reply.ts';
import { cut, visible } from '../src/cards/words.ts';
import { isQuiet } from '../src/core/quiet-hours.ts';
import { nearestTime } from '../src/core/typed-times.ts';
import { Refusal } from '../src/discord/define-command.ts';
import type { MemberSettings } from '../src/store/member-settings.ts';
import { to } from './_settings-panel.ts';
import { readTime } from './_typed.ts';

const sentences = {
  inQuiet: (at: string, from: string, until: string) =>
    `${at} lies in your quiet hours, ${from} to ${until}, so no reminder would come. Choose another time, or other quiet hours. Nothing was saved.`,
};

/** Characters. */
const longestTime = 8;

export type Reminder = Pick<MemberSettings, 'remindAt' | 'quietFrom' | 'quietUntil'>;

/** What stands in the fields, whether it can be read or not. */
export interface TypedReminder {
  readonly at: string;
  readonly from: string;
  readonly until: string;
}

export function reminderForm({ at, from, until }: TypedReminder): Form {
  return {
    kind: 'form',
    title: 'Reminders',
    press: to('remind'),
    fields: [
      {
        ...{ id: 'at', label: 'Remind me at', value: at, maxLength: longestTime, required: false },
        description: 'Your own time, such as 18:30; empty for no reminders',
      },
      { id: 'from', label: 'Quiet from', description: 'Such as 22:00', value: from, maxLength: longestTime },
      {
        ...{ id: 'until', label: 'Quiet until', value: until, maxLength: longestTime },
        description: 'Such as 08:00; the same as above for no quiet hours',
      },
    ],
  };
}

/** `6pm` and `1830` are taken at once: the panel says at what time a reminder comes, and it is as quickly changed. */
const readAnyTime = (typed: string): string => nearestTime(typed) ?? readTime(typed);

/** Throws a `Refusal` with the sentence of what can't be read, or can't be meant. */
export function readReminder({ at, from, until }: TypedReminder): Reminder {
  const [quietFrom, quietUntil] = [readAnyTime(from), readAnyTime(until)];
  const remindAt = at.trim() === '' ? null : readAnyTime(at);
  if (remindAt !== null && isQuiet(remindAt, { quietFrom, quietUntil })) {
    throw new Refusal(sentences.inQuiet(remindAt, quietFrom, quietUntil));
  }
  return { remindAt, quietFrom, quietUntil };
}

/** What was typed travels in the button that asks again, so that nobody types it twice. */
export const packTyped = ({ at, from, until }: TypedReminder): string =>
  [at, from, until].map(one => cut(visible(one).replaceAll('|', ''), longestTime)).join('|');

/** Undefined for what `packTyped` never made. */
export function unpackTyped(argument: string): TypedReminder | undefined {
  const [at, from, until, more] = argument.split('|');
  if (at === undefined || from === undefined || until === undefined || more !== undefined) return undefined;
  return { at, from, until };
}
