/** A member fills in a form and sends it. */
import type { APIInteraction } from 'discord-api-types/v10';
import { messageJson } from '../project/message.ts';
import { type AnyComponent, asComponents, walk } from '../state/components.ts';
import type { Interaction } from '../state/interaction.ts';
import { changeInteraction, newToken, sendInteraction } from '../state/interactions.ts';
import { findMessage } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { envelope } from './envelope.ts';
import type { Given } from './options.ts';
import { CannotDo } from './refusal.ts';
import { type Resolved, resolvedField } from './resolve.ts';
import { chosen, optionsOf } from './use-component.ts';

/** Throws when the form was not opened for this member, was sent already, or a value is not acceptable. */
export function submitModal(
  state: State,
  channel: Channel,
  opened: Interaction,
  as: string,
  values: Given,
): Interaction {
  if (!opened.modal) throw new CannotDo('That interaction opened no form.');
  if (opened.userId !== as) throw new CannotDo('The form was opened for somebody else.');
  if (opened.modalUsed) throw new CannotDo('The form was sent already.');
  const form = asComponents(opened.modal.components);
  const names = walk(form).flatMap(c => c.custom_id ?? []);
  const unknown = Object.keys(values).find(name => !names.includes(name));
  if (unknown !== undefined) throw new CannotDo(`The form has no field ${unknown}.`);

  const resolved: Resolved = {};
  const components = form.map(c => filled(state, channel, c, values, resolved));
  const source =
    opened.sourceMessageId === undefined ? undefined : findMessage(state, channel.id, opened.sourceMessageId);
  const { id, token } = newToken(state);
  const payload = {
    ...envelope(state, channel, as, id, token, 5),
    ...(source && { message: messageJson(state, source) }),
    data: {
      custom_id: opened.modal.custom_id,
      components,
      ...resolvedField(state, resolved, as),
    },
  };
  changeInteraction(state, opened, { modalUsed: true });
  const { guildId } = channel;
  return sendInteraction(state, {
    id,
    token,
    type: 5,
    userId: as,
    channelId: channel.id,
    payload: payload as unknown as APIInteraction,
    ...(source && { sourceMessageId: source.id }),
    ...(guildId !== undefined && { guildId }),
  });
}

function filled(state: State, channel: Channel, c: AnyComponent, values: Given, resolved: Resolved): object {
  const { type, id } = c;
  if (type === 1)
    return {
      type,
      id,
      components: (c.components ?? []).map(i => filled(state, channel, i, values, resolved)),
    };
  if (type === 18 && c.component)
    return { type, id, component: filled(state, channel, c.component, values, resolved) };
  if (type === 10) return { type, id };
  return {
    type,
    id,
    custom_id: c.custom_id,
    ...answer(state, channel, c, values[String(c.custom_id)], resolved),
  };
}

function answer(
  state: State,
  channel: Channel,
  field: AnyComponent,
  given: unknown,
  resolved: Resolved,
): object {
  const name = String(field.custom_id);
  const required = field.required !== false;
  const refuse = (why: string): never => {
    throw new CannotDo(`The field ${name} ${why}.`);
  };
  switch (field.type) {
    case 4: {
      const value = given ?? field.value ?? '';
      if (typeof value !== 'string') return refuse('takes text');
      if (value === '' && required) return refuse('is required');
      const tooShort = value !== '' && value.length < Number(field.min_length ?? 0);
      if (tooShort || value.length > Number(field.max_length ?? 4000))
        return refuse('is too short or too long');
      return { value };
    }
    case 21: {
      if (given == null) return required ? refuse('is required') : { value: null };
      if (typeof given !== 'string' || !optionsOf(field).includes(given))
        return refuse('takes one of its options');
      return { value: given };
    }
    case 23:
      return { value: given === undefined ? (field.default ?? false) : given === true };
    case 19:
      return required && Number(field.min_values ?? 1) > 0
        ? refuse('takes files, which cannot be sent here yet')
        : { values: [] };
    default: {
      const chosenValues = Array.isArray(given) ? given.map(String) : given == null ? [] : [String(given)];
      if (chosenValues.length === 0 && !required) return { values: [] };
      if (field.type === 22) {
        const whole = { min_values: required ? 1 : 0, max_values: optionsOf(field).length, ...field };
        return { values: chosen(state, channel, whole, chosenValues, resolved) };
      }
      return { values: chosen(state, channel, field, chosenValues, resolved) };
    }
  }
}
