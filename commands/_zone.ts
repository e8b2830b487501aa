/** Time zones as people type them. */
import type { Choice } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { hasSeveralZones, suggestZones } from '../src/core/time.ts';
import { nearest } from '../src/curriculum/did-you-mean.ts';
import { bestNamed } from '../src/curriculum/name-match.ts';
import type { Asked } from '../src/discord/define-command.ts';

export function suggestZone(_asked: Asked, typed: string): Choice[] {
  const fitting = suggestZones(typed, 25);
  const near = fitting.length > 0 ? fitting : bestNamed(suggestZones('', 1_000), zone => [zone], typed, 25);
  return near.map(zone => ({ label: zone, value: zone }));
}

export function zoneRefusal(typed: string): string {
  if (hasSeveralZones(typed))
    return `“${plain(typed)}” can mean several time zones, so give a city near you, such as Europe/Rome. Nothing was changed.`;
  const near = suggestZones(typed, 1)[0] ?? mistyped(typed);
  const hint =
    near === undefined ? 'Give a region and a city, such as Europe/Rome.' : `Did you mean **${near}**?`;
  return `I don’t know a time zone called “${plain(typed)}”. ${hint} Nothing was changed.`;
}

/** A zone with a letter or two wrong, in the whole name or in the city. */
function mistyped(typed: string): string | undefined {
  const zones = suggestZones('', 1_000);
  const cities = new Map(zones.map(zone => [cityOf(zone), zone]));
  return nearest(typed, zones) ?? cities.get(nearest(cityOf(typed), cities.keys()) ?? '');
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);
