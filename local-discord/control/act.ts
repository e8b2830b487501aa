/** The part of the control address where somebody acts as a member and sees what the bot answers. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { localised } from '../actor/localised.ts';
import { demandPerson } from '../actor/person.ts';
import { CannotDo } from '../actor/refusal.ts';
import { submitModal } from '../actor/submit-modal.ts';
import { useCommand } from '../actor/use-command.ts';
import { useComponent } from '../actor/use-component.ts';
import { visibleCommands } from '../actor/visible-commands.ts';
import { messageJson } from '../project/message.ts';
import type { Change } from '../state/changes.ts';
import { answerWithin, type Interaction } from '../state/interaction.ts';
import { findMessage, findMessageAnywhere } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { ControlError } from './errors.ts';
import { type ControlCall, type ControlRoute, guildIn, read } from './route.ts';

const given = z.record(z.string(), z.unknown()).optional();
const command = {
  as: z.string(),
  channel: z.string(),
  name: z.string(),
  sub: z.array(z.string()).optional(),
  options: given,
};

/** By option or field: what a member hands over. */
const files = z
  .record(
    z.string(),
    z.array(
      z
        .strictObject({ name: z.string().min(1), type: z.string().optional(), base64: z.base64() })
        .transform(({ base64, ...file }) => ({ ...file, bytes: Buffer.from(base64, 'base64') })),
    ),
  )
  .optional();

const action = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('command'), ...command, target: z.string().optional(), files }),
  z.strictObject({
    type: z.literal('autocomplete'),
    ...command,
    focused: z.string(),
    value: z.coerce.string(),
  }),
  z.strictObject({
    type: z.literal('component'),
    as: z.string(),
    message: z.string(),
    customId: z.string(),
    values: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('modal'),
    as: z.string(),
    interaction: z.string(),
    values: z.record(z.string(), z.unknown()),
    files,
  }),
]);

export const actRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/guilds/:guild/commands',
    run(call) {
      const guild = guildIn(call);
      const as = call.query.get('as') ?? '';
      if (!guild.members.has(as)) throw new ControlError('Say as which member to look: ?as=ID.');
      const locale = call.state.world.users.get(as)?.locale ?? 'en-US';
      return visibleCommands(call.state, guild, as).map(one => localised(one, locale));
    },
  },
  {
    method: 'POST',
    path: '/interactions',
    async run(call) {
      const body = read(call, action);
      const { id } = perform(call.state, body);
      return seen(call.state, await answered(call, id));
    },
  },
  {
    method: 'GET',
    path: '/interactions/:interaction',
    run: call => seen(call.state, interactionIn(call.state, call.params.interaction ?? '')),
  },
];

function perform(state: State, body: z.infer<typeof action>): Interaction {
  demandPerson(state, body.as);
  if (body.type === 'component') {
    const message = findMessageAnywhere(state, body.message);
    if (!message) throw new CannotDo('There is no such message.');
    return useComponent(state, channelFor(state, message.channelId, body.as), message, body);
  }
  if (body.type === 'modal') {
    const opened = interactionIn(state, body.interaction);
    const channel = channelFor(state, opened.channelId, body.as);
    return submitModal(state, channel, opened, body.as, body.values, body.files);
  }
  return useCommand(state, channelFor(state, body.channel, body.as), body);
}

/** A channel that the member sees and in which the bot can be met. */
function channelFor(state: State, id: string, as: string): Channel {
  const channel = state.world.channels.get(id);
  if (!channel || !may(state.world, channel, as, P.ViewChannel))
    throw new CannotDo('This member sees no such channel.');
  if (channel.guildId !== undefined && !state.world.guilds.get(channel.guildId)?.botPresent) {
    throw new CannotDo('The bot is not in this guild.');
  }
  return channel;
}

function interactionIn(state: State, id: string): Interaction {
  const interaction = state.interactions.get(id);
  if (!interaction) throw new ControlError('There is no such interaction (any more).', 404);
  return interaction;
}

/** Settles when the bot has answered, or when it is too late for an answer. */
function answered({ state, stopped }: ControlCall, id: string): Promise<Interaction> {
  return new Promise(resolve => {
    const finish = () => {
      clearTimeout(timer);
      state.listeners.delete(hear);
      stopped.removeEventListener('abort', finish);
      resolve(interactionIn(state, id));
    };
    const hear = (change: Change) => {
      if (
        change.kind === 'interaction-changed' &&
        change.interactionId === id &&
        state.interactions.get(id)?.answered
      )
        finish();
    };
    // A little later than the bot's deadline: an answer in the last moment still counts.
    const timer = setTimeout(finish, answerWithin + 25);
    state.listeners.add(hear);
    stopped.addEventListener('abort', finish);
  });
}

function seen(state: State, interaction: Interaction) {
  const { id, outcome, originalId, modal, choices, ms } = interaction;
  const message =
    originalId === undefined ? undefined : findMessage(state, interaction.channelId, originalId);
  return {
    id,
    outcome,
    ...(message && { message: messageJson(state, message, interaction.userId) }),
    ...(modal && { modal }),
    ...(choices && { choices }),
    ms: ms ?? Math.min(state.elapsed() - interaction.at, answerWithin),
  };
}
