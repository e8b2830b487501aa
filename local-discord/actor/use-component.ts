/** A member presses a button or chooses from a select. */
import type { APIInteraction } from 'discord-api-types/v10';
import { messageJson } from '../project/message.ts';
import { type AnyComponent, asComponents, walk } from '../state/components.ts';
import type { Interaction } from '../state/interaction.ts';
import { newToken, sendInteraction } from '../state/interactions.ts';
import type { State } from '../state/state.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import { envelope } from './envelope.ts';
import { seesMessage } from './person.ts';
import { CannotDo } from './refusal.ts';
import { type Kind, type Resolved, resolve, resolvedField } from './resolve.ts';

export interface ComponentUse {
  readonly as: string;
  readonly customId: string;
  readonly values?: readonly string[] | undefined;
}

/** Throws when the member could not have pressed it, or chosen that. */
export function useComponent(
  state: State,
  channel: Channel,
  message: StoredMessage,
  use: ComponentUse,
): Interaction {
  if (!seesMessage(state, channel, message, use.as))
    throw new CannotDo('This member cannot see that message.');
  const component = walk(asComponents(message.components)).find(c => c.custom_id === use.customId);
  if (!component) throw new CannotDo('That message has no such component.');
  if (component.disabled) throw new CannotDo('That component is disabled.');
  const resolved: Resolved = {};
  const isButton = component.type === 2;
  if (isButton && use.values?.length) throw new CannotDo('A button takes no values.');
  const values = isButton ? undefined : chosen(state, channel, use.as, component, use.values ?? [], resolved);
  const { id, token } = newToken(state);
  const payload = {
    ...envelope(state, channel, use.as, id, token, 3),
    message: messageJson(state, message),
    data: {
      id: component.id,
      custom_id: use.customId,
      component_type: component.type,
      ...(values && { values }),
      ...resolvedField(state, resolved, use.as),
    },
  };
  const { guildId } = channel;
  return sendInteraction(state, {
    id,
    token,
    type: 3,
    userId: use.as,
    channelId: channel.id,
    sourceMessageId: message.id,
    payload: payload as unknown as APIInteraction,
    ...(guildId !== undefined && { guildId }),
  });
}

const kinds: Readonly<Record<number, Kind>> = { 5: 'user', 6: 'role', 7: 'mentionable', 8: 'channel' };

/** The values of a select, also of one in a form. Throws when they could not have been chosen. */
export function chosen(
  state: State,
  channel: Channel,
  as: string,
  select: AnyComponent,
  values: readonly string[],
  resolved: Resolved,
): readonly string[] {
  const least = Number(select.min_values ?? 1);
  const most = Number(select.max_values ?? 1);
  if (new Set(values).size !== values.length) throw new CannotDo('A value was chosen twice.');
  if (values.length < least || values.length > most)
    throw new CannotDo(`Choose ${least === most ? least : `${least} to ${most}`}.`);
  const kind = kinds[select.type];
  for (const value of values) {
    if (kind) {
      if (isStranger(state, channel, value)) throw new CannotDo(`${value} is not a member here.`);
      const types = select.channel_types as readonly number[] | undefined;
      resolve(state, channel, as, kind, value, resolved, types);
    } else if (!optionsOf(select).includes(value)) throw new CannotDo(`${value} is not among the options.`);
  }
  return values;
}

/** A select offers members only, where an option of a command takes anybody by id. */
function isStranger({ world }: State, { guildId }: Channel, id: string): boolean {
  return guildId !== undefined && world.users.has(id) && !world.guilds.get(guildId)?.members.has(id);
}

export function optionsOf(select: AnyComponent): readonly string[] {
  const options = (select.options ?? []) as readonly { readonly value: string }[];
  return options.map(o => o.value);
}
