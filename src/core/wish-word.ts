/** What a quiz was wished for, as one word: two equal wishes share it, and it can be read again. */

export interface WishedFor {
  /** Ids; lessons that fit all that are named are meant. */
  readonly lesson?: string;
  readonly node?: string;
  readonly topic?: string;
  /** A quiz whose questions are asked again. */
  readonly quiz?: string;
  /** Undefined for as many as usual. */
  readonly count?: number;
}

const kinds = ['lesson', 'node', 'topic', 'quiz'] as const;

/** `node=infrastructure/phase-1&topic=tcp*8`; no id holds `&`, `=` or `*`. */
export function wishWord(wished: WishedFor): string {
  const parts = kinds.flatMap(kind => (wished[kind] === undefined ? [] : [`${kind}=${wished[kind]}`]));
  return `${parts.join('&')}${wished.count === undefined ? '' : `*${wished.count}`}`;
}

/** What `wishWord` wrote; what can't be read is left out. */
export function readWish(word: string): WishedFor {
  const [, parts = '', count] = /^(.*?)(?:\*(\d+))?$/s.exec(word) ?? [];
  const named = parts.split('&').map(part => part.split('='));
  return {
    ...Object.fromEntries(
      kinds.flatMap(kind => {
        const value = named.find(([key]) => key === kind)?.[1];
        return value ? [[kind, value]] : [];
      }),
    ),
    ...(count === undefined ? {} : { count: Number(count) }),
  };
}
