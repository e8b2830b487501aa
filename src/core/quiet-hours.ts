/** Hours of a member's day in which nobody reminds them. All times are local, HH:MM, which sort as they stand. */

export interface QuietHours {
  readonly quietFrom: string;
  /** Not included any more. Earlier than `quietFrom`: the next morning's. The same: there are no quiet hours. */
  readonly quietUntil: string;
}

/** Whether a local time lies in the quiet hours. */
export function isQuiet(time: string, { quietFrom, quietUntil }: QuietHours): boolean {
  return quietFrom <= quietUntil
    ? quietFrom <= time && time < quietUntil
    : quietFrom <= time || time < quietUntil;
}
