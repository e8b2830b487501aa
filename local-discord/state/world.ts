/** Everything that the local Discord remembers: plain data, replaced rather than changed, saved as JSON. */
import type {
  APIApplicationCommand,
  APIApplicationCommandPermission,
  APIAttachment,
  APIEmbed,
  APIMessageInteractionMetadata,
  APIMessageTopLevelComponent,
} from 'discord-api-types/v10';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** In which their Discord speaks to them; en-US unless said. */
  readonly locale?: string;
  /** Present when they take no direct messages. */
  readonly refusesDirect?: true;
}

export interface Overwrite {
  readonly id: string;
  /** 0 = a role, 1 = a member. */
  readonly type: 0 | 1;
  readonly allow: string;
  readonly deny: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: string;
  readonly position: number;
  /** The application whose own role this is. */
  readonly botId?: string;
  /** As 0xRRGGBB; none unless said. */
  readonly color?: number;
  /** Whether its members are listed apart. */
  readonly hoist?: boolean;
  /** Whether everybody may ping it. */
  readonly mentionable?: boolean;
}

export interface Member {
  readonly userId: string;
  readonly nick: string | null;
  readonly roles: readonly string[];
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  readonly botPresent: boolean;
  readonly botJoinedAt: string;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
}

export interface Thread {
  readonly ownerId: string;
  readonly archived: boolean;
  readonly locked: boolean;
  readonly autoArchiveMinutes: number;
  readonly createdAt: string;
  readonly archivedAt?: string;
  /** Of a private one: whether whoever is in it may bring others. */
  readonly invitable?: boolean;
  /** Ids of the forum's tags. */
  readonly appliedTags?: readonly string[];
  /** How many of its messages are there no more. */
  readonly deleted?: number;
  /** Who joined it, oldest first. */
  readonly members?: readonly { readonly userId: string; readonly joinedAt: string }[];
}

export interface Webhook {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly ownerId: string;
}

interface ForumTag {
  readonly id: string;
  readonly name: string;
  /** Only those who manage threads may use it. */
  readonly moderated: boolean;
  readonly emoji_id: string | null;
  readonly emoji_name: string | null;
}

/** What a forum has beyond a channel. */
export interface Forum {
  readonly tags: readonly ForumTag[];
  readonly reaction: { readonly emoji_id: string | null; readonly emoji_name: string | null } | null;
  readonly order: number | null;
  readonly layout: number;
  /** Slowmode of new posts, in seconds. */
  readonly threadSlowmode: number;
}

export interface Channel {
  readonly id: string;
  /** Absent in a direct conversation. */
  readonly guildId?: string;
  readonly type: number;
  readonly name: string;
  readonly topic: string | null;
  readonly parentId: string | null;
  readonly position: number;
  readonly overwrites: readonly Overwrite[];
  readonly lastMessageId: string | null;
  readonly lastPinAt: string | null;
  readonly nsfw?: boolean;
  /** Seconds between two messages of a member. */
  readonly slowmode?: number;
  /** Bits of Discord's channel flags. */
  readonly flags?: number;
  readonly forum?: Forum;
  readonly webhooks?: readonly Webhook[];
  readonly thread?: Thread;
  /** Who talks with the bot here, in a direct conversation. */
  readonly recipientId?: string;
}

export interface Reaction {
  /** A custom emoji's id, or null for one of Unicode. */
  readonly emoji: { readonly id: string | null; readonly name: string };
  /** Oldest first. */
  readonly users: readonly string[];
}

export interface Poll {
  readonly question: string;
  readonly answers: readonly {
    readonly answer_id: number;
    readonly poll_media: {
      readonly text?: string | null;
      readonly emoji?: { readonly id?: string | null; readonly name?: string | null } | null;
    };
  }[];
  readonly multiple: boolean;
  /** Milliseconds since 1970 on the movable clock. */
  readonly endsAt: number;
  readonly ended: boolean;
  /** Oldest first. */
  readonly votes: readonly { readonly userId: string; readonly answerId: number }[];
}

export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly type: number;
  readonly content: string;
  readonly flags: number;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly APIAttachment[];
  readonly mentions: readonly string[];
  readonly mentionRoles: readonly string[];
  readonly mentionEveryone: boolean;
  readonly timestamp: string;
  readonly editedTimestamp: string | null;
  readonly pinnedAt: string | null;
  readonly tts: boolean;
  readonly nonce?: string | number;
  readonly reference?: { readonly messageId: string; readonly channelId: string; readonly type?: number };
  /** Only this member sees the message. */
  readonly onlyFor?: string;
  /** Present when an interaction's webhook wrote it. */
  readonly interaction?: APIMessageInteractionMetadata;
  readonly throughWebhook: boolean;
  /** Present when a channel's webhook wrote it: under which name. */
  readonly webhook?: { readonly id: string; readonly name: string };
  readonly threadId?: string;
  readonly reactions?: readonly Reaction[];
  readonly poll?: Poll;
}

export interface World {
  readonly format: 1;
  readonly application: { readonly id: string; readonly name: string };
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** By channel, oldest first. */
  readonly messages: Map<string, StoredMessage[]>;
  /** By scope: 'global' or a guild's id. */
  readonly commands: Map<string, readonly APIApplicationCommand[]>;
  /** What a guild's moderators allow, by guild and command: `GUILD COMMAND`. */
  readonly commandPermissions: Map<string, readonly APIApplicationCommandPermission[]>;
  lastId: string;
  clock: { now: number; version: number };
}
