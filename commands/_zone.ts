/** Time zones as people type them. */
import type { Choice } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { suggestZones } from '../src/core/time.ts';
import type { Asked } from '../src/discord/define-command.ts';

export const suggestZone = (_asked: Asked, typed: string): Choice[] =>
  suggestZones(typed, 25).map(zone => ({ label: zone, value: zone }));

export function zoneRefusal(typed: string): string {
  const [near] = suggestZones(typed, 1);
  const hint =
    near === undefined ? 'Give a region and a city, such as Europe/Rome.' : `Did you mean **${near}**?`;
  return `I don’t know a time zone called “${plain(typed)}”. ${hint} Nothing was changed.`;
}
