/** Which of Discord's schemas belong to which route: channels, messages and threads. */
import type { SchemaTable } from './table.ts';
import { bulkDelete, newWebhook, overwrite } from './unnamed.ts';

export const channelsSchemas: SchemaTable = {
  'GET /channels/:channel': {
    answer: [
      'GuildChannelResponse',
      'PrivateChannelResponse',
      'PrivateGroupChannelResponse',
      'ThreadResponse',
    ],
  },
  'DELETE /channels/:channel': {
    answer: [
      'GuildChannelResponse',
      'PrivateChannelResponse',
      'PrivateGroupChannelResponse',
      'ThreadResponse',
    ],
  },
  'PATCH /channels/:channel': {
    body: [
      'UpdateDMRequestPartial',
      'UpdateGroupDMRequestPartial',
      'UpdateGuildChannelRequestPartial',
      'UpdateThreadRequestPartial',
    ],
    answer: [
      'GuildChannelResponse',
      'PrivateChannelResponse',
      'PrivateGroupChannelResponse',
      'ThreadResponse',
    ],
  },
  'GET /channels/:channel/messages': { answer: ['MessageResponse[]'] },
  'POST /channels/:channel/messages': { body: ['MessageCreateRequest'], answer: ['MessageResponse'] },
  'POST /channels/:channel/messages/bulk-delete': { body: [bulkDelete] },
  'GET /channels/:channel/messages/pins': { answer: ['PinnedMessagesResponse'] },
  'PUT /channels/:channel/messages/pins/:message': {},
  'DELETE /channels/:channel/messages/pins/:message': {},
  'GET /channels/:channel/messages/:message': { answer: ['MessageResponse'] },
  'DELETE /channels/:channel/messages/:message': {},
  'PATCH /channels/:channel/messages/:message': {
    body: ['MessageEditRequestPartial'],
    answer: ['MessageResponse'],
  },
  'POST /channels/:channel/messages/:message/crosspost': { answer: ['MessageResponse'] },
  'DELETE /channels/:channel/messages/:message/reactions': {},
  'GET /channels/:channel/messages/:message/reactions/:emoji': { answer: ['UserResponse[]'] },
  'DELETE /channels/:channel/messages/:message/reactions/:emoji': {},
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': {},
  'DELETE /channels/:channel/messages/:message/reactions/:emoji/@me': {},
  'DELETE /channels/:channel/messages/:message/reactions/:emoji/:user': {},
  'POST /channels/:channel/messages/:message/threads': {
    body: ['CreateTextThreadWithMessageRequest'],
    answer: ['ThreadResponse'],
  },
  'PUT /channels/:channel/permissions/:overwrite': { body: [overwrite] },
  'DELETE /channels/:channel/permissions/:overwrite': {},
  'GET /channels/:channel/pins': { answer: ['MessageResponse[]'] },
  'PUT /channels/:channel/pins/:message': {},
  'DELETE /channels/:channel/pins/:message': {},
  'GET /channels/:channel/polls/:message/answers/:answer': { answer: ['PollAnswerDetailsResponse'] },
  'POST /channels/:channel/polls/:message/expire': { answer: ['MessageResponse'] },
  'GET /channels/:channel/thread-members': { answer: ['ThreadMemberResponse[]'] },
  'PUT /channels/:channel/thread-members/@me': {},
  'DELETE /channels/:channel/thread-members/@me': {},
  'GET /channels/:channel/thread-members/:user': { answer: ['ThreadMemberResponse'] },
  'PUT /channels/:channel/thread-members/:user': {},
  'DELETE /channels/:channel/thread-members/:user': {},
  'POST /channels/:channel/threads': {
    body: ['CreateForumThreadRequest', 'CreateTextThreadWithoutMessageRequest'],
    answer: ['CreatedThreadResponse'],
  },
  'GET /channels/:channel/threads/archived/private': { answer: ['ThreadsResponse'] },
  'GET /channels/:channel/threads/archived/public': { answer: ['ThreadsResponse'] },
  'POST /channels/:channel/typing': { answer: ['TypingIndicatorResponse'] },
  'GET /channels/:channel/users/@me/threads/archived/private': { answer: ['ThreadsResponse'] },
  'GET /channels/:channel/webhooks': { answer: ['GuildIncomingWebhookResponse[]'] },
  'POST /channels/:channel/webhooks': { body: [newWebhook], answer: ['GuildIncomingWebhookResponse'] },
};
