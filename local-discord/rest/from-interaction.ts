/** What an interaction's webhook writes says of the interaction, and who sees it. */
import { InteractionType as I } from 'discord-api-types/v10';
import type { Interaction } from '../state/interaction.ts';
import { ephemeral } from '../state/messages.ts';
import type { StoredMessage } from '../state/world.ts';

/** What is the same in every message that an interaction's webhook writes. */
export function fromInteraction(interaction: Interaction, authorId: string) {
  const { payload, sourceMessageId } = interaction;
  const isMenu = payload.type === I.ApplicationCommand && payload.data.type !== 1;
  return {
    channelId: interaction.channelId,
    authorId,
    throughWebhook: true,
    interaction: metadataOf(interaction) as NonNullable<StoredMessage['interaction']>,
    type: interaction.type === I.ApplicationCommand ? (isMenu ? 23 : 20) : sourceMessageId ? 19 : 0,
    ...(sourceMessageId !== undefined && {
      reference: { messageId: sourceMessageId, channelId: interaction.channelId },
    }),
  };
}

function metadataOf({ id, type, payload, sourceMessageId, openedBy }: Interaction): object {
  return {
    id,
    type,
    user: payload.member?.user ?? payload.user,
    authorizing_integration_owners: payload.authorizing_integration_owners,
    ...(payload.type === I.ApplicationCommand && {
      name: fullName(payload.data),
      command_type: payload.data.type,
    }),
    ...(type === I.MessageComponent && { interacted_message_id: sourceMessageId }),
    ...(openedBy && { triggering_interaction_metadata: metadataOf(openedBy) }),
  };
}

/** As people see it above an answer: with its subcommands. */
function fullName(data: { readonly name: string; readonly options?: unknown }): string {
  const [first] = (data.options ?? []) as readonly { name: string; type: number; options?: unknown }[];
  return first && first.type <= 2 ? `${data.name} ${fullName(first)}` : data.name;
}

/** Hides what is ephemeral from everybody but whom it answers. */
export function only<T extends { readonly flags: number }>(interaction: Interaction, message: T) {
  return { ...message, ...((message.flags & ephemeral) !== 0 && { onlyFor: interaction.userId }) };
}
