/** What can happen to the world. The gateway, the control address and the saver each project these their own way. */
import type { Channel, Member, Reaction, Role, StoredMessage } from './world.ts';

export type Change =
  | {
      readonly kind: 'guild-made' | 'guild-joined' | 'guild-left' | 'guild-updated';
      readonly guildId: string;
    }
  | { readonly kind: 'channel-created' | 'channel-updated' | 'channel-deleted'; readonly channel: Channel }
  | {
      readonly kind: 'role-created' | 'role-updated' | 'role-deleted';
      readonly guildId: string;
      readonly role: Role;
    }
  | {
      readonly kind: 'member-joined' | 'member-updated' | 'member-left';
      readonly guildId: string;
      readonly member: Member;
    }
  | {
      readonly kind: 'message-created' | 'message-updated' | 'message-deleted';
      readonly message: StoredMessage;
    }
  | { readonly kind: 'messages-deleted'; readonly channel: Channel; readonly ids: readonly string[] }
  | {
      readonly kind: 'reaction-added' | 'reaction-removed';
      readonly message: StoredMessage;
      readonly userId: string;
      readonly emoji: Reaction['emoji'];
    }
  | {
      /** All of them, or all with one emoji. */
      readonly kind: 'reactions-cleared';
      readonly message: StoredMessage;
      readonly emoji?: Reaction['emoji'];
    }
  | {
      readonly kind: 'vote-added' | 'vote-removed';
      readonly message: StoredMessage;
      readonly userId: string;
      readonly answerId: number;
    }
  | {
      readonly kind: 'thread-members-changed';
      readonly channel: Channel;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'user-changed'; readonly userId: string }
  | {
      readonly kind: 'command-permissions-changed';
      readonly guildId: string;
      readonly commandId: string;
    }
  | { readonly kind: 'pins-updated' | 'webhooks-changed'; readonly channel: Channel }
  | { readonly kind: 'typing'; readonly channel: Channel; readonly userId: string }
  | { readonly kind: 'commands-changed'; readonly scope: string }
  | { readonly kind: 'clock' }
  | { readonly kind: 'interaction-created' | 'interaction-changed'; readonly interactionId: string }
  | { readonly kind: 'request' };
