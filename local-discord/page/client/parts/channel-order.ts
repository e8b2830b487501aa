/** In which order channels stand in the list. */
import type { Channel } from '../shapes.ts';

const CATEGORY = 4;
export const threadTypes: ReadonlySet<number> = new Set([10, 11, 12]);

/** Channels without a category first, then each category with its own; threads stand right below their channel. */
export function orderChannels(channels: readonly Channel[]): readonly Channel[] {
  const ids = new Set(channels.map(({ id }) => id));
  const parentOf = ({ parentId }: Channel) => (parentId && ids.has(parentId) ? parentId : undefined);
  const below = (parent: string | undefined): readonly Channel[] => {
    const own = channels.filter(channel => parentOf(channel) === parent);
    const sorted = [
      ...own.filter(({ type }) => type !== CATEGORY),
      ...own.filter(({ type }) => type === CATEGORY),
    ];
    return sorted.flatMap(channel => [channel, ...below(channel.id)]);
  };
  return below(undefined);
}
