/** Routes of an interaction's webhook, its original answer and what follows it; a channel's webhook is written to by the same ones. */
import { messageJson } from '../project/message.ts';
import type { Interaction } from '../state/interaction.ts';
import { changeInteraction, findByToken } from '../state/interactions.ts';
import {
  addMessage,
  changeMessage,
  ephemeral,
  findMessage,
  loading,
  removeMessage,
} from '../state/messages.ts';
import { timestamp } from '../state/state.ts';
import type { StoredMessage } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { webhookMessage } from '../validate/message.ts';
import { answerInteraction } from './callback.ts';
import { webhookWithToken } from './channel-webhooks.ts';
import { compose, onInteraction } from './compose.ts';
import { refuse } from './errors.ts';
import { editExecuted, execute, executedMessage } from './execute-webhook.ts';
import { fromInteraction, only } from './from-interaction.ts';
import { botOf, type Call, nothing, ok, param, type Route, route } from './route.ts';

const one = '/webhooks/:application/:token/messages/:message';

export const interactionRoutes: readonly Route[] = [
  route('POST', '/interactions/:interaction/:token/callback', answerInteraction, 'token'),
  route('POST', '/webhooks/:application/:token', follow, 'token'),
  route('GET', one, show, 'token'),
  route('PATCH', one, edit, 'token'),
  route('DELETE', one, remove, 'token'),
];

/** Throws 10015 before the first answer and for another application, 50027 for a token that is wrong or too old. */
function interactionOf(call: Call): Interaction {
  if (param(call, 'application') !== botOf(call.state)) throw refuse(10015);
  const interaction = findByToken(call.state, param(call, 'token'));
  if (!interaction) throw refuse(50027);
  if (!interaction.answered || interaction.outcome === 'choices') throw refuse(10015);
  return interaction;
}

/** The message that the path means. Throws 10008 for one that this interaction didn't write. */
function written(call: Call): { readonly interaction: Interaction; readonly message: StoredMessage } {
  const interaction = interactionOf(call);
  const said = param(call, 'message');
  const id = said === '@original' ? interaction.originalId : said;
  const message = id === undefined ? undefined : findMessage(call.state, interaction.channelId, id);
  const isOurs =
    message && (message.interaction?.id === interaction.id || message.id === interaction.originalId);
  if (!isOurs) throw refuse(10008);
  return { interaction, message };
}

function show(call: Call) {
  const hook = webhookWithToken(call);
  return ok(messageJson(call.state, hook ? executedMessage(call, hook) : written(call).message));
}

function follow(call: Call) {
  const { state } = call;
  const hook = webhookWithToken(call);
  if (hook) return execute(call, hook);
  const interaction = interactionOf(call);
  const body = check(webhookMessage, call.body ?? {});
  const channel = state.world.channels.get(interaction.channelId);
  if (!channel) throw refuse(10003);
  const pending =
    interaction.pending && interaction.originalId
      ? findMessage(state, channel.id, interaction.originalId)
      : undefined;
  // After a deferral Discord takes the first follow-up for the original answer.
  if (pending) return rewrite(call, interaction, pending);
  const authorId = botOf(state);
  const composed = compose(state, { channel, authorId, body, files: call.files, flags: onInteraction });
  const { type: _, ...shared } = fromInteraction(interaction, authorId);
  const { originalId } = interaction;
  const repliesTo = originalId ?? interaction.sourceMessageId;
  const message = addMessage(state, {
    ...shared,
    interaction: {
      ...shared.interaction,
      ...(originalId !== undefined && { original_response_message_id: originalId }),
    },
    ...only(interaction, composed),
    ...(repliesTo !== undefined && { type: 19, reference: { messageId: repliesTo, channelId: channel.id } }),
  });
  return ok(messageJson(state, message));
}

function edit(call: Call) {
  const hook = webhookWithToken(call);
  if (hook) return editExecuted(call, hook);
  const { interaction, message } = written(call);
  return rewrite(call, interaction, message);
}

function rewrite(call: Call, interaction: Interaction, before: StoredMessage) {
  const { state } = call;
  const body = check(webhookMessage, call.body ?? {});
  const channel = state.world.channels.get(interaction.channelId);
  if (!channel) throw refuse(10003);
  const authorId = botOf(state);
  const composed = compose(state, {
    channel,
    authorId,
    body,
    files: call.files,
    before,
    flags: onInteraction & ~ephemeral,
  });
  const wasLoading = (before.flags & loading) !== 0;
  const message = changeMessage(state, before, {
    ...composed,
    flags: composed.flags & ~loading,
    ...(!wasLoading && { editedTimestamp: timestamp(state) }),
  });
  // Also when nothing was pending: whoever looks at the interaction is told that its message changed.
  changeInteraction(state, interaction, {
    pending: message.id === interaction.originalId ? false : interaction.pending,
  });
  return ok(messageJson(state, message));
}

function remove(call: Call) {
  const hook = webhookWithToken(call);
  if (hook) {
    removeMessage(call.state, executedMessage(call, hook));
    return nothing;
  }
  const { interaction, message } = written(call);
  removeMessage(call.state, message);
  if (interaction.pending) changeInteraction(call.state, interaction, { pending: false });
  return nothing;
}
