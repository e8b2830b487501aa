/** Which reactions and votes are whose, as far as this page was told: the server says only how many there are. */

export interface Opinion {
  /** Emoji as Discord's addresses name them. */
  readonly reactions: readonly string[];
  /** Ids of a poll's answers. */
  readonly votes: readonly number[];
}

/** By member and message. */
export type Opinions = Readonly<Record<string, Opinion>>;

const none: Opinion = { reactions: [], votes: [] };
const keyOf = (member: string, message: string) => `${member} ${message}`;

export function opinionOf(opinions: Opinions, member: string | undefined, message: string): Opinion {
  return opinions[keyOf(member ?? '', message)] ?? none;
}

export function withOpinion(
  opinions: Opinions,
  member: string,
  message: string,
  change: Partial<Opinion>,
): Opinions {
  return {
    ...opinions,
    [keyOf(member, message)]: { ...opinionOf(opinions, member, message), ...change },
  };
}
