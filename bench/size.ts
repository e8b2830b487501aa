/** How much is measured. */
export interface Size {
  /** People who act: so many measurements make a round. */
  readonly members: number;
  /** Rounds that count; another one before them warms up. */
  readonly rounds: number;
  /** Starts of which the middle one is told. */
  readonly starts: number;
  readonly guilds: number;
  readonly membersPerGuild: number;
}

export const whole: Size = { members: 400, rounds: 5, starts: 5, guilds: 2_500, membersPerGuild: 50 };
export const quick: Size = { members: 100, rounds: 2, starts: 1, guilds: 250, membersPerGuild: 50 };
