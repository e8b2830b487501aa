/** Hides what others wrote from a bot that has no right to read it. */
import { GatewayIntentBits as G } from 'discord-api-types/v10';
import type { State } from '../state/state.ts';
import type { GatewayEvent } from './events.ts';

/** Source: "Message Content Intent" of Discord's documentation: own messages, direct ones and mentions stay readable. */
export function forReader(state: State, intents: number, event: GatewayEvent): unknown {
  const { d } = event;
  const isMessage = event.t === 'MESSAGE_CREATE' || event.t === 'MESSAGE_UPDATE';
  if (!isMessage || event.guildId === undefined || (intents & G.MessageContent) !== 0) return d;
  const message = d as {
    readonly author: { readonly id: string };
    readonly mentions: readonly { readonly id: string }[];
  };
  const botId = state.world.application.id;
  if (message.author.id === botId || message.mentions.some(user => user.id === botId)) return d;
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}
