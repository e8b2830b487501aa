/** A cohort on a real database and a channel held by the test: what was sent there, and what goes wrong next. */
import { randomBytes } from 'node:crypto';
import { DiscordAPIError } from 'discord.js';
import type { Card } from '../../src/cards/reply.ts';
import type { Sender } from '../../src/discord/send.ts';
import { decideDue } from '../../src/jobs/decide-due.ts';
import { type DeliveryParts, deliverDue } from '../../src/jobs/deliver-due.ts';
import { createLog } from '../../src/log.ts';
import { startTestBot, type TestBotSettings } from '../support/bot.ts';
import { payloadOf } from '../support/shown.ts';

export const apiError = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'x' }, code, status, 'POST', 'url', {
    body: undefined,
    files: undefined,
  });

interface Sent {
  readonly channelId: string;
  readonly card: Card;
  readonly nonce: string;
}

export async function setStage(now: string, settings: TestBotSettings = {}) {
  const bot = await startTestBot(now, settings);
  const sent: Sent[] = [];
  const looked: Date[] = [];
  /** What befalls the next sends, in order: thrown before Discord has the post, or after it. */
  const troubles: { readonly error: unknown; readonly arrives: boolean }[] = [];
  let historyError: unknown;
  const lines: string[] = [];
  const sender: Sender = {
    async send(channelId, card, nonce) {
      payloadOf(card);
      const trouble = troubles.shift();
      if (!trouble || trouble.arrives) sent.push({ channelId, card, nonce });
      if (trouble) throw trouble.error;
      return `message ${sent.length}`;
    },
    async findSent(channelId, deliveryId, from) {
      looked.push(from);
      if (historyError) throw historyError;
      const at = sent.findIndex(
        one => one.channelId === channelId && JSON.stringify(payloadOf(one.card)).includes(deliveryId),
      );
      return at < 0 ? undefined : `message ${at + 1}`;
    },
    startThread: async (_channelId, messageId) => messageId,
    pin: async () => {},
    unpin: async () => {},
    discordNow: async () => bot.now(),
  };
  const parts: DeliveryParts = {
    db: bot.db,
    sender,
    curriculum: () => bot.curriculum,
    now: bot.now,
    log: createLog('trace', { write: line => void lines.push(line) }),
    leaseSeconds: 30,
  };
  return {
    ...bot,
    parts,
    sent,
    looked,
    lines,
    fails(error: unknown, { arrives = false } = {}) {
      troubles.push({ error, arrives });
    },
    historyFails(error: unknown) {
      historyError = error;
    },
    decide: () => decideDue(bot.db, bot.now()),
    deliver: (isStopping = () => false) => deliverDue(parts, isStopping),
    /** As if every lease and every pause had run out. */
    forgetWaits: () => bot.sql`update deliveries set lease_until = null, retry_at = null`,
    ledger: () => bot.sql<
      { state: string; attempts: number; reason: string | null; tried: boolean; message: string | null }[]
    >`
      select state, attempts, reason, tried, message_id as message from deliveries order by study_day, cohort_id`,
    newName: () => `Cohort ${randomBytes(4).toString('hex')}`,
  };
}
