/** Which of Discord's schemas belong to which route: the bot itself, its commands and its way to the gateway. */
import type { SchemaTable } from './table.ts';
import { changedEmoji, commandPermissions, newEmoji } from './unnamed.ts';

export const applicationsSchemas: SchemaTable = {
  'GET /applications/@me': { answer: ['PrivateApplicationResponse'] },
  'PATCH /applications/@me': { body: ['ApplicationFormPartial'], answer: ['PrivateApplicationResponse'] },
  'GET /applications/:application/commands': { answer: ['ApplicationCommandResponse[]'] },
  'PUT /applications/:application/commands': {
    body: ['ApplicationCommandUpdateRequest[]'],
    answer: ['ApplicationCommandResponse[]'],
  },
  'POST /applications/:application/commands': {
    body: ['ApplicationCommandCreateRequest'],
    answer: ['ApplicationCommandResponse'],
  },
  'GET /applications/:application/commands/:command': { answer: ['ApplicationCommandResponse'] },
  'DELETE /applications/:application/commands/:command': {},
  'PATCH /applications/:application/commands/:command': {
    body: ['ApplicationCommandPatchRequestPartial'],
    answer: ['ApplicationCommandResponse'],
  },
  'GET /applications/:application/emojis': { answer: ['ListApplicationEmojisResponse'] },
  'POST /applications/:application/emojis': { body: [newEmoji], answer: ['EmojiResponse'] },
  'GET /applications/:application/emojis/:emoji': { answer: ['EmojiResponse'] },
  'DELETE /applications/:application/emojis/:emoji': {},
  'PATCH /applications/:application/emojis/:emoji': { body: [changedEmoji], answer: ['EmojiResponse'] },
  'GET /applications/:application/guilds/:guild/commands': { answer: ['ApplicationCommandResponse[]'] },
  'PUT /applications/:application/guilds/:guild/commands': {
    body: ['ApplicationCommandUpdateRequest[]'],
    answer: ['ApplicationCommandResponse[]'],
  },
  'POST /applications/:application/guilds/:guild/commands': {
    body: ['ApplicationCommandCreateRequest'],
    answer: ['ApplicationCommandResponse'],
  },
  'GET /applications/:application/guilds/:guild/commands/permissions': {
    answer: ['CommandPermissionsResponse[]'],
  },
  'GET /applications/:application/guilds/:guild/commands/:command': {
    answer: ['ApplicationCommandResponse'],
  },
  'DELETE /applications/:application/guilds/:guild/commands/:command': {},
  'PATCH /applications/:application/guilds/:guild/commands/:command': {
    body: ['ApplicationCommandPatchRequestPartial'],
    answer: ['ApplicationCommandResponse'],
  },
  'GET /applications/:application/guilds/:guild/commands/:command/permissions': {
    answer: ['CommandPermissionsResponse'],
  },
  'PUT /applications/:application/guilds/:guild/commands/:command/permissions': {
    body: [commandPermissions],
    answer: ['CommandPermissionsResponse'],
  },
  'GET /gateway': { answer: ['GatewayResponse'] },
  'GET /gateway/bot': { answer: ['GatewayBotResponse'] },
  'GET /oauth2/applications/@me': { answer: ['PrivateApplicationResponse'] },
};
