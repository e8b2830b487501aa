/** Messages that nobody asked for just now: sent into a channel, and looked for in its history. */
import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from 'discord.js';
import type { Card } from '../cards/reply.ts';
import { cut } from '../cards/words.ts';
import type { DeliveryFailure } from '../core/delivery.ts';
import { filesOf, toPayload } from './to-payload.ts';

export interface Sender {
  /** Opens the private channel with a person and answers its id; whether they take messages shows when one is sent. Throws likewise. */
  openDirect(memberId: string, signal: AbortSignal): Promise<string>;
  /**
   * Sends a card into a channel and answers the message's id. The nonce makes Discord drop a repetition within minutes.
   * Where files may not be attached, its pictures stay behind: its words hold the same.
   * Throws what `failureOf` explains.
   */
  send(channelId: string, card: Card, nonce: string, signal: AbortSignal): Promise<string>;
  /** Puts a card in the place of a message of ours. Throws likewise; a message that is gone is `refused`. */
  edit(channelId: string, messageId: string, card: Card, signal: AbortSignal): Promise<void>;
  /** The id of the message with this delivery's id in a component, sent at `from` (calendar time) or later. Throws likewise. */
  findSent(
    channelId: string,
    deliveryId: string,
    from: Date,
    signal: AbortSignal,
  ): Promise<string | undefined>;
  /** Opens a thread from a message and answers its id, which is the message's. One that is there already is as good. Throws likewise. */
  startThread(channelId: string, messageId: string, name: string, signal: AbortSignal): Promise<string>;
  /** Pins a message; one that is pinned already stays so, without a second word in the channel. Throws likewise. */
  pin(channelId: string, messageId: string, signal: AbortSignal): Promise<void>;
  /** Takes a pin away; a message that is gone has none. Throws likewise. */
  unpin(channelId: string, messageId: string, signal: AbortSignal): Promise<void>;
  /** Discord's own time as of its latest answer; asks when there was none in the last minute. Undefined when its answers carry none. */
  discordNow(signal: AbortSignal): Promise<Date | undefined>;
}

export interface SenderSettings {
  /** Whether the bot may read a channel's history. Discord answers an empty list to who may not, which looks like "not sent". */
  readonly canReadHistory: (channelId: string, signal: AbortSignal) => boolean | Promise<boolean>;
}

/** The history can't say whether a post was sent: then nothing may be sent again. */
class UnreadableHistory extends Error {
  override readonly name = 'UnreadableHistory';
}

export function createSender(rest: REST, { canReadHistory }: SenderSettings): Sender {
  let heard: { readonly date: Date; readonly at: number } | undefined;
  rest.on('response', ({ retries, data }, response) => {
    if (retries > 0 && isObject(data.body)) repeated.add(data.body);
    const date = new Date(response.headers.get('date') ?? '');
    if (!Number.isNaN(date.getTime())) heard = { date, at: performance.now() };
  });

  return {
    async openDirect(memberId, signal) {
      const body = { recipient_id: memberId };
      const opened = await rest.post(Routes.userChannels(), { body, signal });
      return (opened as { readonly id: string }).id;
    },

    async send(channelId, card, nonce, signal) {
      return withoutPicture(card, async sent => {
        const body = { ...toPayload({ ...sent, private: false }), nonce, enforce_nonce: true };
        try {
          const answer = await rest.post(Routes.channelMessages(channelId), {
            body,
            files: bytesOf(sent),
            signal,
          });
          return (answer as { readonly id: string }).id;
        } catch (error) {
          if (repeated.has(body) && isObject(error)) repeated.add(error);
          throw error;
        }
      });
    },

    async edit(channelId, messageId, card, signal) {
      const body = toPayload({ ...card, private: false });
      await rest.patch(Routes.channelMessage(channelId, messageId), { body, files: bytesOf(card), signal });
    },

    async startThread(channelId, messageId, name, signal) {
      const body = { name: cut(name, mostThreadName), auto_archive_duration: weekInMinutes };
      try {
        await rest.post(Routes.threads(channelId, messageId), { body, signal });
      } catch (error) {
        if (codeOf(error) !== threadIsThere) throw error;
      }
      // A thread made from a message bears the message's id.
      return messageId;
    },

    async pin(channelId, messageId, signal) {
      await rest.put(Routes.channelMessagesPin(channelId, messageId), { signal });
    },

    async unpin(channelId, messageId, signal) {
      try {
        await rest.delete(Routes.channelMessagesPin(channelId, messageId), { signal });
      } catch (error) {
        if (codeOf(error) !== unknownMessage) throw error;
      }
    },

    async findSent(channelId, deliveryId, from, signal) {
      if (!(await canReadHistory(channelId, signal))) throw new UnreadableHistory();
      let after = snowflakeAt(from);
      for (;;) {
        const query = new URLSearchParams({ after, limit: '100' });
        const page = (await rest.get(Routes.channelMessages(channelId), {
          query,
          // A signal of its own: discord.js leaves a listener on it with each request, and a search takes many.
          signal: AbortSignal.any([signal]),
        })) as readonly StoredMessage[];
        const found = page.find(message => JSON.stringify(message.components ?? []).includes(deliveryId));
        if (found) return found.id;
        const newest = page.map(message => message.id).reduce(newerOf, after);
        if (page.length < 100 || newest === after) return undefined;
        after = newest;
      }
    },

    async discordNow(signal) {
      // A Discord that is away, or tells no time, is no reason not to try: then our own clock has to do.
      if (!heard || performance.now() - heard.at > 60_000) {
        await rest.get(Routes.gatewayBot(), { signal }).catch(() => {});
      }
      return heard && new Date(heard.date.getTime() + (performance.now() - heard.at));
    },
  };
}

const bytesOf = (card: Card) => filesOf(card).map(({ name, data }) => ({ name, data }));

/**
 * Does it again without pictures where Discord refused the whole card for want of a permission: that may be Attach Files, which nobody
 * needs. Not when the refused request had left before: then the card may stand there already.
 */
async function withoutPicture<T>(card: Card, work: (sent: Card) => Promise<T>): Promise<T> {
  try {
    return await work(card);
  } catch (error) {
    const blocks = card.blocks.filter(({ kind }) => kind !== 'picture');
    const isPlain = blocks.length === card.blocks.length;
    if (isPlain || codeOf(error) !== missingPermissions || !wasRefusedAtOnce(error)) throw error;
    return work({ ...card, blocks });
  }
}

interface StoredMessage {
  readonly id: string;
  readonly components?: readonly unknown[];
}

const mostThreadName = 100;
/** Long enough for those who come a few days later. */
const weekInMinutes = 10_080;
const threadIsThere = 160_004;
const unknownMessage = 10_008;
const missingPermissions = 50_013;
/** Private channels were opened too fast: not the member's doing, and over after a while. */
const tooManyDirects = 40_003;
const codeOf = (error: unknown) => (error instanceof DiscordAPIError ? error.code : undefined);

const discordEpoch = 1_420_070_400_000n;
const snowflakeAt = (instant: Date): string => {
  const sinceEpoch = BigInt(instant.getTime()) - discordEpoch;
  return ((sinceEpoch < 0n ? 0n : sinceEpoch) << 22n).toString();
};
const newerOf = (a: string, b: string): string => (BigInt(a) > BigInt(b) ? a : b);

/** Bodies that left more than once, since the answer to the first was lost or an error of Discord's, and what came of them. */
const repeated = new WeakSet<object>();
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether Discord refused a message the only time that it was asked to take it: then it stands nowhere. */
export const wasRefusedAtOnce = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.status >= 400 && error.status < 500 && !repeated.has(error);

/** How long Discord asked to wait, in ms of elapsed time, if it did. */
export const waitOf = (error: unknown): number | undefined =>
  error instanceof RateLimitError ? error.retryAfter : undefined;

/** What went wrong with a request for a delivery, in the words of core/delivery.ts. */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof UnreadableHistory) return 'unreadable-history';
  if (error instanceof RateLimitError) return 'rate-limited';
  if (error instanceof DiscordAPIError) {
    if (error.code === 50001) return 'missing-access';
    if (error.code === missingPermissions) return 'missing-permission';
    if (error.code === 10003) return 'unknown-channel';
    if (error.status === 429 || error.code === tooManyDirects) return 'rate-limited';
    return error.status >= 500 ? 'transient' : 'refused';
  }
  if (error instanceof HTTPError) return error.status === 429 ? 'rate-limited' : 'transient';
  return 'transient';
}
