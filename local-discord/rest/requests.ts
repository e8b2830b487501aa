/** The last requests of bots, for whoever wonders what a bot did, and what this server didn't understand of them. */

export interface RequestRecord {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  /** 0 when the answer was dropped on purpose. */
  readonly status: number;
  readonly ms: number;
  readonly body?: unknown;
  readonly answer?: unknown;
  readonly problem?: string;
}

export interface RequestLog {
  readonly add: (record: Omit<RequestRecord, 'n'>) => void;
  /** Oldest first. */
  readonly last: (limit: number) => readonly RequestRecord[];
  readonly problems: () => readonly RequestRecord[];
}

const kept = 1000;

export function makeRequestLog(): RequestLog {
  let count = 0;
  let all: RequestRecord[] = [];
  const problems: RequestRecord[] = [];
  return {
    add(record) {
      count += 1;
      const numbered = { n: count, ...record };
      all.push(numbered);
      if (all.length > kept * 2) all = all.slice(-kept);
      if (record.problem !== undefined) problems.push(numbered);
      if (problems.length > kept) problems.shift();
    },
    last: limit => all.slice(-Math.min(limit, kept)),
    problems: () => problems,
  };
}
