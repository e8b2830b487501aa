/** What Discord is told of our commands, and whether it knows it already. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, Option } from './define-command.ts';
import type { Commands } from './load-commands.ts';

type Declaration = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** All commands in Discord's own shape, sorted by name, so that two runs say the same. */
export function declareCommands({ commands, groups }: Commands): Declaration[] {
  const declared = new Map<string, Declaration>();
  for (const [line, command] of [...commands].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [name = line, sub] = line.split(' ');
    const options = declareOptions(command);
    if (sub === undefined) {
      declared.set(name, { ...frame(name, command.description, [command]), options });
      continue;
    }
    const inGroup = [...commands].filter(([other]) => other.startsWith(`${name} `)).map(([, one]) => one);
    const parent = declared.get(name) ?? { ...frame(name, groups.get(name) ?? name, inGroup), options: [] };
    parent.options?.push({
      type: ApplicationCommandOptionType.Subcommand,
      name: sub,
      description: command.description,
      options,
    });
    declared.set(name, parent);
  }
  return [...declared.values()];
}

function frame(name: string, description: string, parts: readonly Command[]): Declaration {
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: parts.some(part => part.where.includes('dm'))
      ? [InteractionContextType.Guild, InteractionContextType.BotDM]
      : [InteractionContextType.Guild],
    // A courtesy only: it hides what isn't for you. Moderators have a role of their own, which Discord can't know here.
    default_member_permissions: parts.every(part => part.who === 'admin')
      ? PermissionFlagsBits.ManageGuild.toString()
      : null,
  };
}

const kinds = {
  text: ApplicationCommandOptionType.String,
  number: ApplicationCommandOptionType.Integer,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
  member: ApplicationCommandOptionType.User,
  file: ApplicationCommandOptionType.Attachment,
} as const;

function declareOptions(command: Command): APIApplicationCommandBasicOption[] {
  const ordered = Object.entries(command.options).sort(
    ([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false),
  );
  return ordered.map(([name, option]) => declareOption(name, option));
}

function declareOption(name: string, option: Option): APIApplicationCommandBasicOption {
  const base = { name, description: option.description, required: option.required ?? false };
  switch (option.type) {
    case 'channel':
      return {
        ...base,
        type: kinds.channel,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      };
    case 'role':
    case 'member':
    case 'file':
      return { ...base, type: kinds[option.type] };
    case 'number':
      return {
        ...base,
        type: kinds.number,
        ...(option.least === undefined ? {} : { min_value: option.least }),
        ...(option.most === undefined ? {} : { max_value: option.most }),
      };
    case 'text':
      return declareText(base, option);
  }
}

function declareText(
  base: { readonly name: string; readonly description: string; readonly required: boolean },
  { maxLength, suggest, choices }: Extract<Option, { type: 'text' }>,
): APIApplicationCommandBasicOption {
  const length = maxLength === undefined ? {} : { max_length: maxLength };
  const text = { ...base, type: kinds.text, ...length };
  if (suggest) return { ...text, autocomplete: true };
  if (!choices) return text;
  return { ...text, choices: choices.map(({ label, value }) => ({ name: label, value })) };
}

/**
 * Whether what Discord holds says all that we declare. Discord adds fields and leaves out defaults,
 * so only what we declare is compared; a command too many counts as a difference, and so does a limit that we no longer set.
 */
export function isDeclared(
  ours: readonly Declaration[],
  theirs: readonly { readonly name: string }[],
): boolean {
  return (
    ours.length === theirs.length &&
    ours.every(command =>
      says(
        theirs.find(one => one.name === command.name),
        command,
      ),
    )
  );
}

function says(theirs: unknown, ours: unknown): boolean {
  if (isEmpty(ours)) return isEmpty(theirs);
  if (Array.isArray(ours)) {
    return (
      Array.isArray(theirs) &&
      theirs.length === ours.length &&
      ours.every((item, place) => says(theirs[place], item))
    );
  }
  if (typeof ours === 'object' && ours !== null) {
    return (
      typeof theirs === 'object' &&
      theirs !== null &&
      Object.entries(ours).every(([key, value]) => says((theirs as Record<string, unknown>)[key], value)) &&
      limits.every(key => key in ours || isEmpty((theirs as Record<string, unknown>)[key]))
    );
  }
  return ours === theirs;
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);

/** What an option once had and Discord would keep. */
const limits = [
  'autocomplete',
  'channel_types',
  'choices',
  'max_length',
  'min_length',
  'max_value',
  'min_value',
];
