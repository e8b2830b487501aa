/** The least that a discord.js bot can be: it answers `/ping`. */
import { Client, Events, GatewayIntentBits, Routes } from 'discord.js';
import { report } from './report.ts';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
client.on(Events.InteractionCreate, interaction => {
  if (interaction.isChatInputCommand()) interaction.reply('pong').catch(console.error);
});
const begun = performance.now();
const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
await client.login(process.env.DISCORD_TOKEN);
await ready;
const readyMs = performance.now() - begun;
await client.rest.put(Routes.applicationCommands(client.application?.id ?? ''), {
  body: [{ name: 'ping', description: 'Says pong' }],
});
report({ readyMs }, () => client.destroy());
