/** Which of Discord's schemas belong to which route: interactions and webhooks. */
import type { SchemaTable } from './table.ts';
import { changedWebhook, deferredResponse } from './unnamed.ts';

export const interactionsSchemas: SchemaTable = {
  'POST /interactions/:interaction/:token/callback': {
    body: [
      'CreateMessageInteractionCallbackRequest',
      'UpdateMessageInteractionCallbackRequest',
      'ModalInteractionCallbackRequest',
      'ApplicationCommandAutocompleteCallbackRequest',
    ],
    answer: ['InteractionCallbackResponse', deferredResponse],
  },
  'GET /webhooks/:webhook': {
    answer: [
      'ApplicationIncomingWebhookResponse',
      'ChannelFollowerWebhookResponse',
      'GuildIncomingWebhookResponse',
    ],
  },
  'DELETE /webhooks/:webhook': {},
  'PATCH /webhooks/:webhook': {
    body: [changedWebhook],
    answer: [
      'ApplicationIncomingWebhookResponse',
      'ChannelFollowerWebhookResponse',
      'GuildIncomingWebhookResponse',
    ],
  },
  'GET /webhooks/:webhook/:token': {
    answer: [
      'ApplicationIncomingWebhookResponse',
      'ChannelFollowerWebhookResponse',
      'GuildIncomingWebhookResponse',
    ],
  },
  'POST /webhooks/:webhook/:token': {
    body: ['IncomingWebhookRequestPartial', 'IncomingWebhookUpdateRequestPartial'],
    answer: ['MessageResponse'],
  },
  'DELETE /webhooks/:webhook/:token': {},
  'PATCH /webhooks/:webhook/:token': {
    body: [changedWebhook],
    answer: [
      'ApplicationIncomingWebhookResponse',
      'ChannelFollowerWebhookResponse',
      'GuildIncomingWebhookResponse',
    ],
  },
  'GET /webhooks/:webhook/:token/messages/:message': { answer: ['MessageResponse'] },
  'DELETE /webhooks/:webhook/:token/messages/:message': {},
  'PATCH /webhooks/:webhook/:token/messages/:message': {
    body: ['IncomingWebhookUpdateRequestPartial'],
    answer: ['MessageResponse'],
  },
};
