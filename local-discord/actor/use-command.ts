/** A member runs a command, or types into an option that completes. */
import type { APIApplicationCommand, APIInteraction } from 'discord-api-types/v10';
import { messageJson } from '../project/message.ts';
import type { Interaction } from '../state/interaction.ts';
import { newToken, sendInteraction } from '../state/interactions.ts';
import { findMessage } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { envelope } from './envelope.ts';
import type { SentFiles } from './files.ts';
import { fillForAutocomplete, fillOptions, type Given, throughSubcommands } from './options.ts';
import { seesMessage } from './person.ts';
import { CannotDo } from './refusal.ts';
import { type Resolved, resolve, resolvedField } from './resolve.ts';
import { visibleInChannel } from './visible-commands.ts';

export interface CommandUse {
  readonly as: string;
  readonly name: string;
  readonly sub?: readonly string[] | undefined;
  readonly options?: Given | undefined;
  readonly files?: SentFiles | undefined;
  /** The member or message on which a menu command is used. */
  readonly target?: string | undefined;
  /** Present while an option is being typed. */
  readonly focused?: string | undefined;
  readonly value?: string | undefined;
}

/** Throws when the member isn't offered the command there, or when their client would not take what they fill in. */
export function useCommand(state: State, channel: Channel, use: CommandUse): Interaction {
  const named = visibleInChannel(state, channel, use.as).filter(c => c.name === use.name);
  const command = named.find(c => (use.target === undefined ? c.type === 1 : c.type !== 1));
  if (!command) throw new CannotDo(`There is no command ${use.name} for this member here.`);
  const resolved: Resolved & { messages?: Record<string, unknown> } = {};
  const { focused } = use;
  const options = throughSubcommands(command.options ?? [], use.sub ?? [], innermost =>
    focused === undefined
      ? fillOptions(state, channel, use.as, innermost, use.options ?? {}, use.files ?? {}, resolved)
      : fillForAutocomplete(innermost, use.options ?? {}, focused, use.value ?? ''),
  );
  const target = targetOf(state, channel, command, use, resolved);
  const { id, token } = newToken(state);
  const type = focused === undefined ? 2 : 4;
  const payload = {
    ...envelope(state, channel, use.as, id, token, type),
    data: {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
      ...(options.length > 0 && { options }),
      ...resolvedField(state, resolved, use.as),
      ...(target !== undefined && { target_id: target }),
    },
  };
  const { guildId } = channel;
  return sendInteraction(state, {
    id,
    token,
    type,
    userId: use.as,
    channelId: channel.id,
    payload: payload as unknown as APIInteraction,
    ...(guildId !== undefined && { guildId }),
  });
}

function targetOf(
  state: State,
  channel: Channel,
  command: APIApplicationCommand,
  { as, target }: CommandUse,
  resolved: Resolved & { messages?: Record<string, unknown> },
): string | undefined {
  if (target === undefined) return undefined;
  if (command.type === 2) {
    resolve(state, channel, as, 'user', target, resolved);
    return target;
  }
  const message = findMessage(state, channel.id, target);
  if (!message || !seesMessage(state, channel, message, as))
    throw new CannotDo('There is no such message here.');
  resolved.messages = { [target]: messageJson(state, message) };
  return target;
}
