import type { Place } from '../core/access.ts';

/** Who did something, where; the same for commands, buttons, forms and suggestions. */
export interface Actor {
  /** Discord's id of the interaction: the reference in the log and in an apology. */
  readonly reference: string;
  readonly guildId: string | undefined;
  readonly channelId: string;
  readonly memberId: string;
  readonly roleIds: readonly string[];
  readonly isOwner: boolean;
  readonly isAdmin: boolean;
  readonly place: Place;
}
