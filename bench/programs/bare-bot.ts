/** The least that a discord.js bot can be: `/ping` is answered with a word, `/card`, `/question` and a press with cards that it was given at its start, letters with a list of 25. */
import { Client, Events, GatewayIntentBits, MessageFlags, Routes } from 'discord.js';
import { report } from './report.ts';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
const [card, question, answer] = JSON.parse(process.env.CARD ?? '[]');
const flags = MessageFlags.IsComponentsV2;
const choices = Array.from({ length: 25 }, (_, n) => ({
  name: `A choice as long as a lesson’s title, number ${n}`,
  value: `domain/slug-${n}`,
}));
const replies: Readonly<Record<string, unknown>> = { card, question };
client.on(Events.InteractionCreate, interaction => {
  if (interaction.isButton()) interaction.update({ components: answer, flags }).catch(console.error);
  if (interaction.isAutocomplete()) interaction.respond(choices).catch(console.error);
  if (!interaction.isChatInputCommand()) return;
  const components = replies[interaction.commandName] as typeof card;
  interaction
    .reply(components ? { components, flags: flags | MessageFlags.Ephemeral } : 'pong')
    .catch(console.error);
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
    { name: 'question', description: 'Shows a card with buttons' },
    {
      name: 'look',
      description: 'Offers what fits the letters',
      options: [{ type: 3, name: 'word', description: 'Any letters', autocomplete: true }],
    },
  ],
});
report({ readyMs }, () => client.destroy());
