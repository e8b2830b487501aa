/** The window for what must be typed: name, start, time, zone, and how long a late lesson is waited for. */
import type { Form, Press } from '../../src/cards/reply.ts';
import { readTime } from '../_typed.ts';
import { readAll, readName, readStart, readWindow, readZone, type Settings } from './_settings.ts';

type Typed = Pick<Settings, 'name' | 'postTime' | 'zone' | 'lateWindowHours'> & {
  /** Undefined where a cohort runs already. */
  readonly start?: string | null | undefined;
};

export function settingsForm(press: Press, { name, postTime, zone, lateWindowHours, start }: Typed): Form {
  const window = {
    id: 'window',
    label: 'Hours after which a lesson is too late',
    description: 'From 1 to 72; then what you chose for late lessons happens',
  };
  const first = {
    id: 'start',
    label: 'First day',
    description: 'Such as 2026-11-23; empty for the day on which you start the cohort',
  };
  return {
    kind: 'form',
    title: 'More settings',
    press,
    fields: [
      { id: 'name', label: 'Name', value: name, maxLength: 60 },
      ...(start === undefined ? [] : [{ ...first, value: start ?? '', maxLength: 20, required: false }]),
      { id: 'time', label: 'Time of the post', description: 'Such as 18:30', value: postTime, maxLength: 8 },
      { id: 'zone', label: 'Time zone', description: 'Such as Europe/Rome', value: zone, maxLength: 60 },
      { ...window, value: String(lateWindowHours), maxLength: 3 },
    ],
  };
}

/** What was typed, or the sentence of each field that can't be read: then nothing of it is taken over. */
export function typedSettings(
  fields: Readonly<Record<string, string>>,
  now: Date,
): {
  readonly settings: Partial<Settings> & { readonly start?: string | null };
  readonly faults: readonly string[];
} {
  let settings: Partial<Settings> & { readonly start?: string | null } = {};
  const take = (more: typeof settings) => {
    settings = { ...settings, ...more };
  };
  const { name, start, time, zone, window } = fields;
  const faults = readAll(
    () => name !== undefined && take({ name: readName(name) }),
    () => time !== undefined && take({ postTime: readTime(time) }),
    () => zone !== undefined && take({ zone: readZone(zone) }),
    // A day can only be told past or not in a zone; without a valid one the zone's own fault is enough.
    () => start !== undefined && settings.zone && take({ start: readStart(start, settings.zone, now) }),
    () => window !== undefined && take({ lateWindowHours: readWindow(window) }),
  );
  return { settings, faults };
}
