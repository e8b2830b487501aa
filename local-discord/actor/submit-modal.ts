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
import { demandNoOthers, handOver, isOfType, type SentFiles } from './files.ts';
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
  files: SentFiles = {},
): Interaction {
  if (!opened.modal) throw new CannotDo('That interaction opened no form.');
  if (opened.userId !== as) throw new CannotDo('The form was opened for somebody else.');
  if (opened.modalUsed) throw new CannotDo('The form was sent already.');
  const form = asComponents(opened.modal.components);
  const names = walk(form).flatMap(c => c.custom_id ?? []);
  const unknown = Object.keys(values).find(name => !names.includes(name));
  if (unknown !== undefined) throw new CannotDo(`The form has no field ${unknown}.`);

  demandNoOthers(
    files,
    walk(form).flatMap(c => (c.type === 19 ? (c.custom_id ?? []) : [])),
  );

  const resolved: Resolved = {};
  const filling = { state, channel, as, values, files, resolved };
  const components = form.map(c => filled(filling, c));
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
    openedBy: opened,
    payload: payload as unknown as APIInteraction,
    ...(source && { sourceMessageId: source.id }),
    ...(guildId !== undefined && { guildId }),
  });
}

interface Filling {
  readonly state: State;
  readonly channel: Channel;
  readonly as: string;
  readonly values: Given;
  readonly files: SentFiles;
  readonly resolved: Resolved;
}

function filled(filling: Filling, c: AnyComponent): object {
  const { type, id } = c;
  if (type === 1) return { type, id, components: (c.components ?? []).map(i => filled(filling, i)) };
  if (type === 18 && c.component) return { type, id, component: filled(filling, c.component) };
  if (type === 10) return { type, id };
  return { type, id, custom_id: c.custom_id, ...answer(filling, c) };
}

function answer({ state, channel, as, values, files, resolved }: Filling, field: AnyComponent): object {
  const name = String(field.custom_id);
  const given = values[name];
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
      if (given !== undefined && typeof given !== 'boolean') return refuse('takes true or false');
      return { value: given ?? field.default ?? false };
    case 19: {
      if (given != null) return refuse('takes files');
      const sent = files[name] ?? [];
      const least = required ? Number(field.min_values ?? 1) : 0;
      const most = Number(field.max_values ?? 1);
      if (sent.length < least || sent.length > most)
        return refuse(`takes ${least === most ? least : `${least} to ${most}`} files`);
      const types = (field.file_types ?? []) as readonly string[];
      if (types.length > 0 && !sent.every(file => isOfType(file, types)))
        return refuse(`takes files of ${types.join(', ')} only`);
      return { values: sent.map(file => handOver(state, channel, file, resolved)) };
    }
    default: {
      const chosenValues = Array.isArray(given) ? given.map(String) : given == null ? [] : [String(given)];
      if (chosenValues.length === 0 && !required) return { values: [] };
      if (field.type === 22) {
        const whole = { min_values: required ? 1 : 0, max_values: optionsOf(field).length, ...field };
        return { values: chosen(state, channel, as, whole, chosenValues, resolved) };
      }
      return { values: chosen(state, channel, as, field, chosenValues, resolved) };
    }
  }
}
