/** Who acts, and what they see: only people act, and only on what is in front of them. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { may } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import { CannotDo } from './refusal.ts';

/** Throws for somebody whom nobody knows, and for a bot: Discord's client has no bots. */
export function demandPerson(state: State, userId: string): void {
  const user = state.world.users.get(userId);
  if (!user) throw new CannotDo('There is no such member.');
  if (user.bot) throw new CannotDo('A bot does not act as a member.');
}

/** What is only for somebody is seen by nobody else; the rest by whoever may read the channel's history. */
export function seesMessage(
  { world }: State,
  channel: Channel,
  { onlyFor }: StoredMessage,
  userId: string,
): boolean {
  if (onlyFor !== undefined) return onlyFor === userId;
  return may(world, channel, userId, P.ViewChannel | P.ReadMessageHistory);
}
