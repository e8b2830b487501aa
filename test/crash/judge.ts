/** Compares what was planned, what the ledger says and what stands in the channels. It knows nothing of how the bot works. */

/** A plan day whose time has come. */
export interface DuePost {
  readonly cohortId: string;
  readonly studyDay: string;
  readonly channelId: string;
}

/** A row of the ledger. */
export interface DecidedPost {
  readonly id: string;
  readonly cohortId: string;
  readonly studyDay: string;
}

/** A message that carries a delivery's id. */
export interface SeenPost {
  readonly deliveryId: string;
  readonly channelId: string;
}

export interface Verdict {
  /** Rows of the ledger. */
  readonly posts: number;
  readonly exactlyOnce: number;
  /** Due posts that don't stand in their channel, decided or not. */
  readonly lost: number;
  /** Messages beyond the one that each due post may have. */
  readonly doubled: number;
  /** The ids of those lost or doubled; for one never decided its cohort and study day. */
  readonly wrong: readonly string[];
}

export function judge(
  due: readonly DuePost[],
  decided: readonly DecidedPost[],
  seen: readonly SeenPost[],
): Verdict {
  const rows = gather(decided, keyOf);
  const messages = gather(seen, post => post.deliveryId);
  const wrong = new Set<string>();
  let exactlyOnce = 0;
  let lost = 0;
  let extra = seen.length;
  for (const post of due) {
    const ids = rows.get(keyOf(post))?.map(row => row.id) ?? [];
    const all = ids.flatMap(id => messages.get(id) ?? []);
    const isThere = all.some(message => message.channelId === post.channelId);
    if (isThere) extra -= 1;
    else lost += 1;
    if (isThere && all.length === 1) exactlyOnce += 1;
    else wrong.add(ids[0] ?? keyOf(post));
    for (const id of ids) messages.delete(id);
  }
  // What is left was posted for nothing that was due.
  for (const id of messages.keys()) wrong.add(id);
  return { posts: decided.length, exactlyOnce, lost, doubled: extra, wrong: [...wrong] };
}

const keyOf = ({ cohortId, studyDay }: { readonly cohortId: string; readonly studyDay: string }) =>
  `${cohortId} ${studyDay}`;

function gather<T>(list: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return groups;
}

/** The delivery's id in a message's buttons (`today:action:id`), if it is a lesson's post. */
export function deliveryIn(components: unknown): string | undefined {
  return /"custom_id":"today:\w+:([a-z0-9]{20})"/.exec(JSON.stringify(components ?? []))?.[1];
}
