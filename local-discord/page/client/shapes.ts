/** What the control address answers, as far as the page reads it: Discord's own JSON, and a little of ours. */

export interface World {
  readonly application: { readonly id: string; readonly name: string };
  readonly guilds: readonly Guild[];
  /** The bot's private conversations. */
  readonly directs?: readonly { readonly id: string; readonly memberId: string }[];
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly botPresent: boolean;
  readonly channels: readonly Channel[];
  readonly roles: readonly Role[];
  readonly members: readonly Member[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  /** The category of a channel, the channel of a thread. */
  readonly parentId?: string | null;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly bot?: boolean;
}

export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name?: string | null;
  readonly bot?: boolean;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly url: string;
  readonly size?: number;
  readonly content_type?: string;
  readonly description?: string | null;
}

export interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly color?: number;
  readonly timestamp?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly footer?: { readonly text: string };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
  readonly image?: { readonly url: string; readonly description?: string };
  readonly thumbnail?: { readonly url: string; readonly description?: string };
}

/** Any component: the fields that its `type` does not have are absent. */
export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
  readonly content?: string;
  readonly label?: string;
  readonly description?: string | null;
  readonly style?: number;
  readonly url?: string;
  readonly emoji?: Emoji;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly options?: readonly SelectOption[];
  readonly min_values?: number;
  readonly max_values?: number;
  readonly default_values?: readonly { readonly id: string; readonly type: string }[];
  readonly channel_types?: readonly number[];
  readonly accent_color?: number | null;
  readonly spoiler?: boolean;
  readonly divider?: boolean;
  readonly spacing?: number;
  readonly media?: Media;
  readonly file?: Media;
  readonly name?: string;
  readonly size?: number;
  readonly items?: readonly {
    readonly media: Media;
    readonly description?: string | null;
    readonly spoiler?: boolean;
  }[];
  readonly required?: boolean;
  readonly value?: string;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly default?: boolean;
}

interface Media {
  readonly url: string;
}

export interface Emoji {
  readonly id?: string | null;
  readonly name?: string | null;
}

export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | null;
  readonly emoji?: Emoji;
  readonly default?: boolean;
}

export interface InteractionNote {
  readonly name?: string;
  readonly type?: number;
  readonly user?: User;
  /** Of a form: what opened it. */
  readonly triggering_interaction_metadata?: InteractionNote;
}

export interface Reaction {
  readonly emoji: Emoji;
  readonly count: number;
  /** Whether the member in view reacted so. */
  readonly me?: boolean;
}

export interface Poll {
  readonly question: { readonly text?: string };
  readonly answers: readonly {
    readonly answer_id: number;
    readonly poll_media: { readonly text?: string; readonly emoji?: Emoji };
  }[];
  readonly expiry?: string | null;
  readonly allow_multiselect?: boolean;
  readonly results?: {
    readonly is_finalized?: boolean;
    readonly answer_counts?: readonly {
      readonly id: number;
      readonly count: number;
      readonly me_voted?: boolean;
    }[];
  };
}

export interface Message {
  readonly id: string;
  readonly type: number;
  readonly channel_id: string;
  readonly author: User;
  readonly content: string;
  readonly timestamp: string;
  readonly edited_timestamp?: string | null;
  readonly flags?: number;
  readonly embeds?: readonly Embed[];
  readonly attachments?: readonly Attachment[];
  readonly components?: readonly Component[];
  readonly interaction?: InteractionNote;
  readonly interaction_metadata?: InteractionNote;
  readonly referenced_message?: Message | null;
  readonly pinned?: boolean;
  readonly mentions?: readonly User[];
  readonly mention_roles?: readonly string[];
  readonly mention_everyone?: boolean;
  readonly poll?: Poll;
  readonly reactions?: readonly Reaction[];
  readonly thread?: { readonly id: string; readonly name: string; readonly message_count?: number };
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  readonly autocomplete?: boolean;
  readonly options?: readonly CommandOption[];
  readonly channel_types?: readonly number[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

export interface Command {
  readonly id: string;
  readonly type?: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly CommandOption[];
  /** Present on a command of one guild only. */
  readonly guild_id?: string;
  /** Where it can be used: 0 in guilds, 1 in the bot's direct messages; everywhere when absent. */
  readonly contexts?: readonly number[] | null;
}

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

export interface RequestLine {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly body?: unknown;
  readonly answer?: unknown;
  readonly problem?: string;
}

export interface Clock {
  readonly now: string;
  readonly version: number;
}

/** What goes wrong on purpose; absent fields are as they should be. */
export type Faults = Readonly<Record<string, unknown>>;

export type RateLimits = 'off' | 'realistic';

export interface Action {
  readonly id: string;
  readonly label: string;
}
