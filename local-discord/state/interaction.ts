/** One press, command or form of a member, from being sent until it can no longer be answered. */
import type {
  APIApplicationCommandOptionChoice,
  APIInteraction,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

type Outcome = 'reply' | 'deferred' | 'update' | 'modal' | 'choices' | 'none';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId?: string;
  /** Of a form that was sent: the command or component that opened it. */
  readonly openedBy?: Interaction;
  /** Elapsed milliseconds when it was sent. */
  readonly at: number;
  readonly payload: APIInteraction;
  /** The message whose component was used, also through a modal opened from it. */
  readonly sourceMessageId?: string;
  readonly outcome: Outcome;
  readonly answered: boolean;
  /** Elapsed milliseconds from sending to the bot's answer. */
  readonly ms?: number;
  /** What @original means. */
  readonly originalId?: string;
  /** A deferral that was not followed up yet. */
  readonly pending: boolean;
  readonly modal?: APIModalInteractionResponseCallbackData;
  readonly modalUsed?: boolean;
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
}

/** How long a bot has for its first answer, and how long the token then lives (elapsed milliseconds; Discord's documentation). */
export const answerWithin = 3_000;
export const tokenLives = 15 * 60_000;
