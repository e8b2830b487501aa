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
  /** All due in the same minute. */
  readonly cohorts: number;
  /** Posts due in a ledger, one of each cohort. */
  readonly ledger: number;
  readonly plans: number;
  /** How long answers come at a steady rate. */
  readonly answerSeconds: number;
  /** In a database that is compared with one of a thousand; each with twenty events that paid. */
  readonly manyMembers: number;
  /** Drawn one after another, to see whether memory stays. */
  readonly pictures: number;
}

export const whole: Size = {
  ...{ members: 400, rounds: 5, starts: 5, guilds: 2_500, membersPerGuild: 50 },
  ...{ cohorts: 1_000, ledger: 10_000, plans: 400, answerSeconds: 300, pictures: 10_000 },
  manyMembers: 1_000_000,
};
export const quick: Size = {
  ...{ members: 100, rounds: 2, starts: 1, guilds: 250, membersPerGuild: 50 },
  ...{ cohorts: 200, ledger: 2_000, plans: 100, answerSeconds: 12, pictures: 500 },
  manyMembers: 50_000,
};
