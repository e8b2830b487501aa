/** Which of Discord's schemas belong to which route: guilds, their channels, roles and members. */
import type { SchemaTable } from './table.ts';
import { changedEmoji, changedMember, channelPositions, newEmoji, ownMember } from './unnamed.ts';

export const guildsSchemas: SchemaTable = {
  'GET /guilds/:guild': { answer: ['GuildWithCountsResponse'] },
  'PATCH /guilds/:guild': { body: ['GuildPatchRequestPartial'], answer: ['GuildResponse'] },
  'GET /guilds/:guild/audit-logs': { answer: ['GuildAuditLogResponse'] },
  'GET /guilds/:guild/bans': { answer: ['GuildBanResponse[]'] },
  'GET /guilds/:guild/bans/:user': { answer: ['GuildBanResponse'] },
  'PUT /guilds/:guild/bans/:user': { body: ['BanUserFromGuildRequest'] },
  'DELETE /guilds/:guild/bans/:user': { body: ['UnbanUserFromGuildRequest'] },
  'GET /guilds/:guild/channels': { answer: ['GuildChannelResponse[]'] },
  'POST /guilds/:guild/channels': { body: ['CreateGuildChannelRequest'], answer: ['GuildChannelResponse'] },
  'PATCH /guilds/:guild/channels': { body: [channelPositions] },
  'GET /guilds/:guild/emojis': { answer: ['EmojiResponse[]'] },
  'POST /guilds/:guild/emojis': { body: [newEmoji], answer: ['EmojiResponse'] },
  'GET /guilds/:guild/emojis/:emoji': { answer: ['EmojiResponse'] },
  'DELETE /guilds/:guild/emojis/:emoji': {},
  'PATCH /guilds/:guild/emojis/:emoji': { body: [changedEmoji], answer: ['EmojiResponse'] },
  'GET /guilds/:guild/members': { answer: ['GuildMemberResponse[]'] },
  'PATCH /guilds/:guild/members/@me': { body: [ownMember], answer: ['PrivateGuildMemberResponse'] },
  'GET /guilds/:guild/members/search': { answer: ['GuildMemberResponse[]'] },
  'GET /guilds/:guild/members/:user': { answer: ['GuildMemberResponse'] },
  'PUT /guilds/:guild/members/:user': { body: ['BotAddGuildMemberRequest'], answer: ['GuildMemberResponse'] },
  'DELETE /guilds/:guild/members/:user': {},
  'PATCH /guilds/:guild/members/:user': { body: [changedMember], answer: ['GuildMemberResponse'] },
  'PUT /guilds/:guild/members/:user/roles/:role': {},
  'DELETE /guilds/:guild/members/:user/roles/:role': {},
  'GET /guilds/:guild/roles': { answer: ['GuildRoleResponse[]'] },
  'POST /guilds/:guild/roles': { body: ['CreateRoleRequest'], answer: ['GuildRoleResponse'] },
  'PATCH /guilds/:guild/roles': { body: ['UpdateRolePositionsRequest[]'], answer: ['GuildRoleResponse[]'] },
  'GET /guilds/:guild/roles/:role': { answer: ['GuildRoleResponse'] },
  'DELETE /guilds/:guild/roles/:role': {},
  'PATCH /guilds/:guild/roles/:role': { body: ['UpdateRoleRequestPartial'], answer: ['GuildRoleResponse'] },
  'POST /guilds/:guild/scheduled-events': {
    body: [
      'ExternalScheduledEventCreateRequest',
      'StageScheduledEventCreateRequest',
      'VoiceScheduledEventCreateRequest',
    ],
    answer: ['ExternalScheduledEventResponse', 'StageScheduledEventResponse', 'VoiceScheduledEventResponse'],
  },
  'GET /guilds/:guild/scheduled-events/:guild_scheduled_event': {
    answer: ['ExternalScheduledEventResponse', 'StageScheduledEventResponse', 'VoiceScheduledEventResponse'],
  },
  'DELETE /guilds/:guild/scheduled-events/:guild_scheduled_event': {},
  'PATCH /guilds/:guild/scheduled-events/:guild_scheduled_event': {
    body: [
      'ExternalScheduledEventPatchRequestPartial',
      'StageScheduledEventPatchRequestPartial',
      'VoiceScheduledEventPatchRequestPartial',
    ],
    answer: ['ExternalScheduledEventResponse', 'StageScheduledEventResponse', 'VoiceScheduledEventResponse'],
  },
  'POST /guilds/:guild/scheduled-events/:guild_scheduled_event/exceptions': {
    body: ['GuildScheduledEventExceptionCreateRequest'],
    answer: ['GuildScheduledEventExceptionResponse'],
  },
  'DELETE /guilds/:guild/scheduled-events/:guild_scheduled_event/exceptions/:exception': {},
  'PATCH /guilds/:guild/scheduled-events/:guild_scheduled_event/exceptions/:exception': {
    body: ['GuildScheduledEventExceptionPatchRequestPartial'],
    answer: ['GuildScheduledEventExceptionResponse'],
  },
  'GET /guilds/:guild/scheduled-events/:guild_scheduled_event/users': {
    answer: ['ScheduledEventUserResponse[]'],
  },
  'GET /guilds/:guild/scheduled-events/:guild_scheduled_event/users/counts': {
    answer: ['ScheduledEventUserCountResponse'],
  },
  'GET /guilds/:guild/scheduled-events/:guild_scheduled_event/:guild_scheduled_event_exception/users': {
    answer: ['ScheduledEventUserResponse[]'],
  },
  'GET /guilds/:guild/threads/active': { answer: ['ThreadsResponse'] },
  'GET /guilds/:guild/webhooks': { answer: ['GuildIncomingWebhookResponse[]'] },
};
