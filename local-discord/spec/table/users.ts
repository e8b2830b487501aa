/** Which of Discord's schemas belong to which route: users. */
import type { SchemaTable } from './table.ts';

export const usersSchemas: SchemaTable = {
  'GET /users/@me': { answer: ['UserPIIResponse'] },
  'PATCH /users/@me': { body: ['BotAccountPatchRequest'], answer: ['UserPIIResponse'] },
  'POST /users/@me/channels': {
    body: ['CreatePrivateChannelRequest'],
    answer: ['PrivateChannelResponse', 'PrivateGroupChannelResponse'],
  },
  'GET /users/@me/guilds': { answer: ['MyGuildResponse[]'] },
  'DELETE /users/@me/guilds/:guild': {},
  'GET /users/@me/guilds/:guild/member': { answer: ['PrivateGuildMemberResponse'] },
  'GET /users/:user': { answer: ['UserResponse'] },
};
