/** The time-zone data that this Node brings, and whether it knows the zones in use. */
import { isZone } from '../../src/core/zones.ts';
import type { CohortFacts } from './database.ts';
import { type Finding, ok, problem } from './finding.ts';

export function examineZones(cohorts: readonly Pick<CohortFacts, 'name' | 'zone'>[]): Finding[] {
  const unknown = cohorts.filter(({ zone }) => !isZone(zone));
  const data = `this Node has the time-zone data ${process.versions.tz ?? 'of its system'} (ICU ${process.versions.icu ?? 'none'})`;
  // Without all of ICU the names are there, but every zone is UTC.
  if (offsetIn('Asia/Kolkata') !== 330) {
    return [
      problem(
        'Time zones',
        `${data}, which doesn’t know them. Use a Node with full ICU, as nodejs.org gives it.`,
      ),
    ];
  }
  if (unknown.length > 0) {
    return unknown.map(({ name, zone }) =>
      problem(
        'Time zones',
        `cohort “${name}” is in ${zone}, which ${data} doesn’t know. Use a newer Node, or change it with /cohort edit.`,
      ),
    );
  }
  return [ok('Time zones', `${data}; it knows every cohort’s zone.`)];
}

/** Minutes ahead of UTC, where there has been no summer time for long. */
function offsetIn(zone: string): number {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    const [hours = '', minutes = ''] = clock.format(0).split(':');
    return Number(hours) * 60 + Number(minutes);
  } catch {
    return Number.NaN;
  }
}
