/** Who may use what. Deny by default: what isn't allowed here is refused, whatever Discord's own permissions say. */

/** What somebody is in a guild. An owner or admin needn't be in a cohort; an outsider is in none and leads nothing. */
export type Role = 'owner' | 'admin' | 'moderator' | 'member' | 'outsider';

/** Whom a command is for. `member`: somebody in a cohort of this guild. */
export type Who = 'everyone' | 'member' | 'moderator' | 'admin';

/** Where a command is used. */
export type Place = 'server' | 'thread' | 'dm';

/** What is known of the person who asks; several can hold at once. */
export interface Standing {
  readonly isOwner: boolean;
  readonly isAdmin: boolean;
  readonly isModerator: boolean;
  /** Of any cohort in this guild. */
  readonly isMember: boolean;
}

type AccessRefusal = 'not-member' | 'not-moderator' | 'not-admin';
export type AccessOutcome =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: AccessRefusal };

/** Owner and admins may do what moderators may; a member's command needs a cohort, so that no rank stands in for being in one. */
export function decideAccess(who: Who, { isOwner, isAdmin, isModerator, isMember }: Standing): AccessOutcome {
  const leads = isOwner || isAdmin;
  switch (who) {
    case 'everyone':
      return { allowed: true };
    case 'member':
      return isMember ? { allowed: true } : { allowed: false, reason: 'not-member' };
    case 'moderator':
      return leads || isModerator ? { allowed: true } : { allowed: false, reason: 'not-moderator' };
    case 'admin':
      return leads ? { allowed: true } : { allowed: false, reason: 'not-admin' };
  }
}
