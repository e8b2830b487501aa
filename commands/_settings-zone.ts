/** Choosing a time zone: shown before it is chosen, since another may only be chosen a week later. */
import { buttons, type Card, type Form, say } from '../src/cards/reply.ts';
import { time } from '../src/cards/words.ts';
import { zonedTime } from '../src/core/calendar-zone.ts';
import { planZoneChange, type ZoneChange } from '../src/core/member-zone.ts';
import { canonicalZone, hasSeveralZones, suggestZones } from '../src/core/time.ts';
import type { Asked } from '../src/discord/define-command.ts';
import {
  addMemberZone,
  claimMemberZones,
  listMemberZones,
  removeZoneAhead,
} from '../src/store/member-zones.ts';
import { to } from './_settings-panel.ts';
import { zoneRefusal } from './_zone.ts';

const sentences = {
  preview: (zone: string, clock: string) => `## ${zone}?\nIt is ${clock} there now.`,
  fromNextDay:
    'It holds from your next study day on; the one that is open ends as before. Reminders follow at once.',
  later: (from: Date) =>
    `It holds from ${time(from)}; until then your day ends as before, so that none is lost.`,
  week: 'After that you can choose another in seven days.',
  same: (zone: string) => `${zone} is your time zone already. Nothing was changed.`,
  tooSoon: (again: Date) =>
    `A time zone can be changed once in seven days. The next change is possible from ${time(again)}. Nothing was changed.`,
  chosen: (zone: string) => `Done: ${zone}.`,
  kept: 'All right, your time zone stays as it is.',
  nothingAhead: 'There was no other time zone ahead. Nothing was changed.',
};

export const zoneForm = (value: string): Form => ({
  kind: 'form',
  title: 'Your time zone',
  press: to('zone'),
  fields: [
    {
      ...{ id: 'zone', label: 'Region and city', maxLength: 60, value },
      description: 'Such as Europe/Rome or Asia/Kolkata; a city alone often does, too',
    },
  ],
});

/** What was typed, as a card that asks whether it is meant; a sentence where it can't be chosen. */
export async function previewZone(
  { db, guildId, memberId, now }: Asked,
  typed: string,
): Promise<Card | { readonly told: string; readonly mayRetype: boolean }> {
  // A city is enough here, since it is asked whether that zone is meant.
  const zone = canonicalZone(typed) ?? cityZone(typed);
  if (zone === undefined) return { told: zoneRefusal(typed), mayRetype: true };
  const change = planZoneChange(await listMemberZones(db, guildId, memberId), zone, now);
  // Another zone would be refused for the same reason as this one.
  if (change.kind !== 'from') return { told: refusal(change, zone), mayRetype: change.kind === 'same' };
  const clock = zonedTime(zone, now).toPlainTime().toString({ smallestUnit: 'minute' });
  const when = change.from > now ? sentences.later(change.from) : sentences.fromNextDay;
  return {
    ...say(
      `${sentences.preview(zone, clock)} ${when} ${sentences.week}`,
      buttons(
        { label: 'Use this time zone', style: 'primary', press: to('use-zone', zone) },
        { label: 'Another one', press: to('zone') },
        { label: 'Back', press: to('panel') },
      ),
    ),
    replaces: true,
  };
}

const cityZone = (typed: string): string | undefined =>
  typed.trim().length > 1 && !hasSeveralZones(typed) ? suggestZones(typed, 1)[0] : undefined;

/** Asked again, since time has gone by and anybody may send anything; answers what has become of it. */
export async function chooseZone({ db, guildId, memberId, now }: Asked, named: string): Promise<string> {
  const zone = canonicalZone(named);
  if (zone === undefined) return zoneRefusal(named);
  return db.transaction(async tx => {
    // Of two presses at once the second sees what the first has chosen.
    await claimMemberZones(tx, { guildId, memberId });
    const change = planZoneChange(await listMemberZones(tx, guildId, memberId), zone, now);
    if (change.kind !== 'from') return refusal(change, zone);
    await addMemberZone(tx, { guildId, memberId }, { from: change.from, zone });
    return `${sentences.chosen(zone)} ${change.from > now ? sentences.later(change.from) : sentences.fromNextDay}`;
  });
}

/** A zone that only holds later can still be taken back; it has changed nothing yet. */
export async function keepZone({ db, guildId, memberId, now }: Asked): Promise<string> {
  return (await removeZoneAhead(db, { guildId, memberId }, now)) ? sentences.kept : sentences.nothingAhead;
}

const refusal = (change: Exclude<ZoneChange, { readonly kind: 'from' }>, zone: string): string =>
  change.kind === 'same' ? sentences.same(zone) : sentences.tooSoon(change.again);
