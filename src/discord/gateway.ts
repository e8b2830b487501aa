/** discord.js on one side, our plain values on the other: events come in, replies go out. */
import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type Client,
  ComponentType,
  DiscordAPIError,
  Events,
  type Interaction,
  type InteractionReplyOptions,
  type InteractionUpdateOptions,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Reply } from '../cards/reply.ts';
import { apologise } from './apologise.ts';
import { type Options, pressOf, type Values } from './define-command.ts';
import type { Actor, Dispatch } from './dispatch.ts';
import type { Commands } from './load-commands.ts';
import { channelOf, missingIn } from './permissions.ts';
import { fileValue } from './read-file.ts';
import { filesOf, toModal, toPayload } from './to-payload.ts';
import { typedText } from './typed-text.ts';

export interface GatewayParts {
  readonly client: Client;
  readonly commands: Commands;
  readonly dispatch: Dispatch;
  readonly log: Logger;
  /** Called when a reply may have made something due. */
  readonly wake: () => void;
  /** Told after each interaction: its command as it is typed, without options, and the ms of elapsed time that it took. */
  readonly onAnswer?: (command: string, ms: number) => void;
}

/** Answers every interaction of this client until `stop`, which waits for those under way. */
export function answerInteractions(parts: GatewayParts): { stop(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const listen = (interaction: Interaction) => {
    const begun = performance.now();
    const work = answer(parts, interaction).catch(error => {
      parts.log.error({ reference: interaction.id, err: error }, 'an answer could not be delivered');
      return apologise(parts.client.rest, interaction);
    });
    underWay.add(work);
    void work.finally(() => {
      underWay.delete(work);
      parts.onAnswer?.(commandOf(interaction, parts.commands), performance.now() - begun);
    });
  };
  parts.client.on(Events.InteractionCreate, listen);
  return {
    async stop() {
      parts.client.off(Events.InteractionCreate, listen);
      await Promise.all(underWay);
    },
  };
}

async function answer(parts: GatewayParts, interaction: Interaction): Promise<void> {
  const { dispatch } = parts;
  if (interaction.isAutocomplete()) return suggest(parts, interaction);
  if (interaction.isChatInputCommand()) {
    const line = lineOf(interaction);
    const actor = actorOf(interaction);
    const reply = await dispatch.command(actor, line, valuesOf(parts, interaction));
    if (await send(parts, interaction, reply)) await dispatch.reached(actor, reply);
    return;
  }
  if (interaction.isMessageComponent()) {
    const chosen = interaction.isAnySelectMenu() ? interaction.values : [];
    await send(parts, interaction, await dispatch.press(actorOf(interaction), interaction.customId, chosen));
    return;
  }
  if (interaction.isModalSubmit()) {
    await send(
      parts,
      interaction,
      await dispatch.form(
        actorOf(interaction),
        interaction.customId,
        fieldsOf(interaction),
        picksOf(interaction),
      ),
    );
    return;
  }
  // A menu command, which only an older or a foreign version could have registered.
  throw new Error('an interaction that no command of ours takes');
}

async function suggest({ dispatch, log }: GatewayParts, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const choices = await dispatch.suggest(
    actorOf(interaction),
    lineOf(interaction),
    focused.name,
    typedText(focused.value),
  );
  await delivered(log, interaction, () =>
    interaction.respond(
      choices.map(choice => ({ name: choice.label.slice(0, 100), value: choice.value.slice(0, 100) })),
    ),
  );
}

function lineOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
  return [
    interaction.commandName,
    interaction.options.getSubcommandGroup(false),
    interaction.options.getSubcommand(false),
  ]
    .filter(part => part !== null)
    .join(' ');
}

/** Of what people do only what we declared ourselves may get into a figure's name. */
function commandOf(interaction: Interaction, { commands }: Commands): string {
  const line =
    interaction.isChatInputCommand() || interaction.isAutocomplete()
      ? lineOf(interaction)
      : interaction.isMessageComponent() || interaction.isModalSubmit()
        ? (pressOf(interaction.customId)?.command.replace('/', ' ') ?? '')
        : '';
  return commands.has(line) ? line : 'unknown';
}

function actorOf(interaction: BaseInteraction & { readonly channelId: string | null }): Actor {
  const { member } = interaction;
  const roles =
    member === null ? [] : Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  const held = interaction.memberPermissions;
  return {
    reference: interaction.id,
    guildId: interaction.guildId ?? undefined,
    channelId: interaction.channelId ?? '',
    memberId: interaction.user.id,
    // @everyone bears the guild's own id and is nobody's distinction.
    roleIds: roles.filter(role => role !== interaction.guildId),
    isOwner: interaction.guild?.ownerId === interaction.user.id,
    isAdmin: held?.any([PermissionFlagsBits.Administrator, PermissionFlagsBits.ManageGuild]) ?? false,
    place: interaction.guildId === null ? 'dm' : interaction.channel?.isThread() ? 'thread' : 'server',
  };
}

/** Only declared options of the declared kind come through. */
function valuesOf(
  { commands, client }: GatewayParts,
  interaction: ChatInputCommandInteraction,
): Values<Options> {
  const declared = commands.commands.get(lineOf(interaction))?.options ?? {};
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(declared)) {
    if (option.type === 'text') {
      const typed = typedText(interaction.options.getString(name) ?? '');
      // What was typed of spaces alone is nothing, but what is required is always there.
      values[name] = typed || (option.required ? '' : undefined);
    }
    if (option.type === 'number') values[name] = interaction.options.getInteger(name) ?? undefined;
    if (option.type === 'member') values[name] = interaction.options.getUser(name)?.id;
    if (option.type === 'file') {
      const file = interaction.options.getAttachment(name);
      if (file) values[name] = fileValue(file, client.options.rest?.api ?? '');
    }
    if (option.type === 'role') values[name] = interaction.options.getRole(name)?.id;
    if (option.type === 'channel') {
      const channel = interaction.options.getChannel(name);
      if (channel === null) continue;
      values[name] = { id: channel.id, missing: missingIn(channelOf(client, channel.id)) };
    }
  }
  return values as Values<Options>;
}

function fieldsOf(interaction: ModalSubmitInteraction): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, field] of interaction.fields.fields) {
    if (field.type === ComponentType.TextInput) fields[name] = typedText(field.value);
  }
  return fields;
}

function picksOf(interaction: ModalSubmitInteraction): Record<string, readonly string[]> {
  const picked: Record<string, readonly string[]> = {};
  for (const [name, field] of interaction.fields.fields) {
    if (field.type === ComponentType.RadioGroup) picked[name] = field.value === null ? [] : [field.value];
    if (field.type === ComponentType.CheckboxGroup || field.type === ComponentType.StringSelect)
      picked[name] = field.values;
  }
  return picked;
}

type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/** Whether it arrived. */
async function send({ log, wake }: GatewayParts, interaction: Answerable, reply: Reply): Promise<boolean> {
  // What the command did stands, whether its answer arrives or not.
  if (reply.kind === 'card' && reply.wakes) wake();
  return delivered(log, interaction, async () => {
    if (reply.kind === 'form') {
      if (interaction.isModalSubmit()) throw new Error('a form can’t answer a form');
      return interaction.showModal(toModal(reply));
    }
    const { flags, components, allowed_mentions } = toPayload(reply);
    const allowedMentions = { parse: [...allowed_mentions.parse], roles: allowed_mentions.roles ?? [] };
    const files = filesOf(reply).map(({ data, ...file }) => ({ ...file, attachment: data }));
    const fromMessage =
      interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
    // Only what is private to one person may be replaced: a public post stays as it is, whatever its buttons answer.
    if (reply.replaces && fromMessage && interaction.message.flags.has(MessageFlags.Ephemeral)) {
      const update: InteractionUpdateOptions = {
        flags: MessageFlags.IsComponentsV2,
        components,
        allowedMentions,
        files,
        // Pictures of what was shown before go with it.
        attachments: [],
      };
      return interaction.update(update);
    }
    return interaction.reply({ flags, components, allowedMentions, files } as InteractionReplyOptions);
  });
}

const tooLate = 10062;
/** A lost answer was repeated although Discord had it. */
const hadIt = 40060;

async function delivered(
  log: Logger,
  interaction: BaseInteraction,
  deliver: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await deliver();
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || (error.code !== tooLate && error.code !== hadIt)) throw error;
    log.warn({ reference: interaction.id, code: error.code }, 'Discord no longer waited for an answer');
    return error.code === hadIt;
  }
}
