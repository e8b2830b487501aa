/** The least that a discord.js bot can be: it answers `/ping` with a word, and `/card` with a card that it was given at its start. */
import {
  Client,
  Events,
  GatewayIntentBits,
  type InteractionReplyOptions,
  MessageFlags,
  Routes,
} from 'discord.js';
import { report } from './report.ts';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
const card: InteractionReplyOptions = {
  components: JSON.parse(process.env.CARD ?? '[]'),
  flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
};
client.on(Events.InteractionCreate, interaction => {
  if (!interaction.isChatInputCommand()) return;
  interaction.reply(interaction.commandName === 'card' ? card : 'pong').catch(console.error);
});
const begun = performance.now();
const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
await client.login(process.env.DISCORD_TOKEN);
await ready;
const readyMs = performance.now() - begun;
await client.rest.put(Routes.applicationCommands(client.application?.id ?? ''), {
  body: [
    { name: 'ping', description: 'Says pong' },
    { name: 'card', description: 'Shows a card' },
  ],
});
report({ readyMs }, () => client.destroy());
