/** The first answer to an interaction. */
import { InteractionType as I, InteractionResponseType as R } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageJson } from '../project/message.ts';
import { numbered } from '../state/components.ts';
import type { Interaction } from '../state/interaction.ts';
import { awaitsAnswer, changeInteraction } from '../state/interactions.ts';
import {
  addMessage,
  changeMessage,
  componentsV2,
  ephemeral,
  findMessage,
  loading,
} from '../state/messages.ts';
import { type State, timestamp } from '../state/state.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { localised } from '../validate/command.ts';
import { webhookMessage } from '../validate/message.ts';
import { modal } from '../validate/modal.ts';
import { duplicates, fault, list, text } from '../validate/parts.ts';
import { compose, onInteraction } from './compose.ts';
import { invalidForm, refuse } from './errors.ts';
import { fromInteraction, only } from './from-interaction.ts';
import { botOf, type Call, nothing, ok, param, reopen } from './route.ts';

const choice = z.strictObject({
  name: text(1, 100),
  name_localizations: localised(text(1, 100)),
  value: z.union([text(1, 100), z.number()]),
});

const flagsOnly = z.strictObject({
  flags: z
    .int()
    .refine(
      f => (f & componentsV2) === 0,
      fault('MESSAGE_FLAGS_INVALID', 'A deferral cannot carry IS_COMPONENTS_V2.'),
    )
    .nullish(),
  tts: z.boolean().nullish(),
});

const response = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(R.ChannelMessageWithSource), data: webhookMessage }),
  z.strictObject({ type: z.literal(R.DeferredChannelMessageWithSource), data: flagsOnly.nullish() }),
  z.strictObject({ type: z.literal(R.DeferredMessageUpdate), data: z.unknown().optional() }),
  z.strictObject({ type: z.literal(R.UpdateMessage), data: webhookMessage.nullish() }),
  z.strictObject({
    type: z.literal(R.ApplicationCommandAutocompleteResult),
    data: z.strictObject({ choices: list(choice, 0, 25) }),
  }),
  z.strictObject({ type: z.literal(R.Modal), data: modal }),
]);

type Response = z.infer<typeof response>;

/** POST /interactions/:interaction/:token/callback. Throws 10062, 40060, 50035, 50006. */
export function answerInteraction(call: Call) {
  const { state } = call;
  const interaction = state.interactions.get(param(call, 'interaction'));
  if (interaction?.token !== param(call, 'token')) throw refuse(10062);
  if (interaction.answered) throw refuse(40060);
  if (!awaitsAnswer(state, interaction)) throw refuse(10062);
  const channel = state.world.channels.get(interaction.channelId);
  if (!channel) throw refuse(10003);
  const body = check(response, call.body);
  demandFitting(interaction, body);

  const message = answer(call, channel, interaction, body);
  if (call.query.get('with_response') !== 'true') return nothing;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: channel.id,
      ...(channel.guildId !== undefined && { guild_id: channel.guildId }),
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (message.flags & loading) !== 0,
        response_message_ephemeral: (message.flags & ephemeral) !== 0,
      }),
    },
    // Not in Discord's document for a deferral (5), but bots rely on it and get it.
    ...(message && { resource: { type: body.type, message: messageJson(state, message) } }),
  });
}

function answer(
  call: Call,
  channel: Channel,
  interaction: Interaction,
  body: Response,
): StoredMessage | undefined {
  const { state } = call;
  const authorId = botOf(state);
  const settle = (change: Partial<Interaction>) =>
    changeInteraction(state, interaction, {
      answered: true,
      ms: state.elapsed() - interaction.at,
      ...change,
    });

  switch (body.type) {
    case R.ChannelMessageWithSource: {
      reopen(call, channel);
      const wanted = {
        channel,
        authorId,
        body: body.data,
        files: call.files,
        flags: onInteraction,
        path: ['data'],
      };
      const message = addMessage(state, {
        ...fromInteraction(interaction, authorId),
        ...only(interaction, compose(state, wanted)),
      });
      settle({ outcome: 'reply', originalId: message.id });
      return message;
    }
    case R.DeferredChannelMessageWithSource: {
      reopen(call, channel);
      const flags = loading | ((body.data?.flags ?? 0) & ephemeral);
      const message = addMessage(state, {
        ...fromInteraction(interaction, authorId),
        ...only(interaction, { flags }),
      });
      settle({ outcome: 'deferred', originalId: message.id, pending: true });
      return message;
    }
    case R.DeferredMessageUpdate: {
      const source = sourceOf(state, interaction);
      settle({ outcome: 'deferred', originalId: source.id });
      return undefined;
    }
    case R.UpdateMessage: {
      const before = sourceOf(state, interaction);
      const wanted = {
        channel,
        authorId,
        body: body.data ?? {},
        files: call.files,
        before,
        flags: onInteraction & ~ephemeral,
        path: ['data'],
      };
      const message = changeMessage(state, before, {
        ...compose(state, wanted),
        editedTimestamp: timestamp(state),
      });
      settle({ outcome: 'update', originalId: before.id });
      return message;
    }
    case R.ApplicationCommandAutocompleteResult:
      settle({ outcome: 'choices', choices: body.data.choices as NonNullable<Interaction['choices']> });
      return undefined;
    case R.Modal:
      settle({
        outcome: 'modal',
        modal: { ...body.data, components: numbered(body.data.components) } as NonNullable<
          Interaction['modal']
        >,
      });
      return undefined;
  }
}

/** Throws 50035 when this kind of interaction can't be answered in this way. */
function demandFitting(interaction: Interaction, body: Response): void {
  const { type } = body;
  const isUpdate = type === R.UpdateMessage || type === R.DeferredMessageUpdate;
  const fits =
    interaction.type === I.ApplicationCommandAutocomplete
      ? type === R.ApplicationCommandAutocompleteResult
      : type !== R.ApplicationCommandAutocompleteResult &&
        !(type === R.Modal && interaction.type === I.ModalSubmit) &&
        !(isUpdate && interaction.sourceMessageId === undefined);
  const faults = fits
    ? type === R.Modal
      ? sameIds(body.data.components)
      : []
    : [
        {
          path: ['type'],
          code: 'INTERACTION_RESPONSE_TYPE_INVALID',
          message: 'This interaction cannot be answered with that type.',
        },
      ];
  if (faults.length > 0) throw invalidForm(faults);
}

function sameIds(components: Extract<Response, { type: typeof R.Modal }>['data']['components']) {
  const ids = components.flatMap(c =>
    c.type === 18 ? [c.component.custom_id] : c.type === 1 ? c.components.map(i => i.custom_id) : [],
  );
  return duplicates(ids).map(() => ({
    path: ['data', 'components'],
    code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
    message: 'Component custom id cannot be duplicated',
  }));
}

function sourceOf(state: State, interaction: Interaction): StoredMessage {
  const source =
    interaction.sourceMessageId && findMessage(state, interaction.channelId, interaction.sourceMessageId);
  if (!source) throw refuse(10008);
  return source;
}
