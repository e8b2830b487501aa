/** The same picture, asked for again within moments, isn't drawn again: a board that a whole cohort looks at, or somebody who presses on and on. */
import type { Studio } from './studio.ts';

export interface RecentLimits {
  /** Pictures that are kept; some 50 KB each. */
  readonly most: number;
  /** Milliseconds for which one is kept, since it shows names. */
  readonly ms: number;
}

/** A picture is the same when it is of one kind and shows the same facts. One that couldn't be drawn is tried again. */
export function withRecent(studio: Studio, { most, ms }: RecentLimits): Studio {
  const recent = new Map<string, Promise<Uint8Array>>();
  const forget = (key: string, picture: Promise<Uint8Array>) => {
    if (recent.get(key) === picture) recent.delete(key);
  };
  return {
    draw(kind, facts) {
      const key = JSON.stringify([kind, facts]);
      const known = recent.get(key);
      if (known) return known;
      const picture = studio.draw(kind, facts);
      recent.set(key, picture);
      if (recent.size > most) {
        const [oldest] = recent.keys();
        if (oldest !== undefined) recent.delete(oldest);
      }
      picture.then(
        () => setTimeout(() => forget(key, picture), ms).unref(),
        () => forget(key, picture),
      );
      return picture;
    },
    async stop() {
      recent.clear();
      await studio.stop();
    },
  };
}
