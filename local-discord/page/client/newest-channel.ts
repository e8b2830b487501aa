/** Where something happened last, for somebody who opens the page without saying where to look. */
import type { Control } from './control.ts';
import type { World } from './shapes.ts';
import { readable, settleView, type View } from './state.ts';

/** More channels than this are not asked one by one. */
const ASKED = 50;

/** The channel with the newest message that the member in view can see; undefined when there is none. */
export async function findNewestChannel(
  control: Pick<Control, 'messages'>,
  world: World,
  view: View,
): Promise<string | undefined> {
  const { guild: guildId, member } = settleView(world, view);
  const guild = world.guilds.find(({ id }) => id === guildId);
  if (!guild || member === undefined) return undefined;
  const channels = guild.channels.filter(({ type }) => readable.has(type)).slice(0, ASKED);
  const newest = await Promise.all(
    channels.map(async ({ id }) => {
      // A channel that this member can't see is no reason to stay away from the others.
      const messages = await control.messages(id, member, 1).catch(() => []);
      return { channel: id, message: BigInt(messages.at(-1)?.id ?? 0) };
    }),
  );
  const found = newest.reduce<(typeof newest)[number] | undefined>(
    (best, one) => (one.message > (best?.message ?? 0n) ? one : best),
    undefined,
  );
  return found?.channel;
}
