/** Discord's ids: 42 bits of milliseconds since 2015, then 22 bits that keep ids of one millisecond apart. */
const discordEpoch = 1_420_070_400_000n;
// Below this, ids would have fewer than the 17 digits that discord.js expects in its routes.
const smallest = 10n ** 16n;

/** The first id of the given instant (milliseconds since 1970), or the one after `last` if that is greater: ids rise even when the clock goes back. */
export function nextSnowflake(last: string, now: number): string {
  const ofNow = (BigInt(Math.trunc(now)) - discordEpoch) << 22n;
  const afterLast = BigInt(last) + 1n;
  const floor = ofNow > smallest ? ofNow : smallest;
  return String(floor > afterLast ? floor : afterLast);
}

/** Orders ids by age, oldest first. */
export function compareIds(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;
}
