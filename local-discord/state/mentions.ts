/** Whom a message pings: what its text names, within what allowed_mentions allows and the author may ping. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { may } from './permissions.ts';
import type { State } from './state.ts';
import type { Channel } from './world.ts';

export interface AllowedMentions {
  readonly parse?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly replied_user?: boolean | undefined;
}

export interface Mentions {
  readonly mentions: readonly string[];
  readonly mentionRoles: readonly string[];
  readonly mentionEveryone: boolean;
}

/**
 * Source: "Allowed Mentions Object" of Discord's documentation. Without `allowed` everything is parsed.
 * A role that isn't mentionable is pinged only by an author with MENTION_EVERYONE.
 */
export function findMentions(
  state: State,
  channel: Channel,
  authorId: string,
  text: string,
  allowed: AllowedMentions | undefined,
  repliedTo?: string,
): Mentions {
  const readable = withoutCode(text);
  const parse = new Set(allowed ? (allowed.parse ?? []) : ['users', 'roles', 'everyone']);
  const mass = may(state.world, channel, authorId, P.MentionEveryone);
  const guild = channel.guildId === undefined ? undefined : state.world.guilds.get(channel.guildId);

  const users = found(readable, /<@!?(\d{17,20})>/g).filter(
    id => state.world.users.has(id) && (parse.has('users') || allowed?.users?.includes(id)),
  );
  if (repliedTo && (allowed ? allowed.replied_user : true) && !users.includes(repliedTo))
    users.push(repliedTo);
  const roles = found(readable, /<@&(\d{17,20})>/g).filter(
    id =>
      guild?.roles.has(id) &&
      (mass || guild.roles.get(id)?.mentionable) &&
      (parse.has('roles') || allowed?.roles?.includes(id)),
  );
  const everyone =
    mass && guild !== undefined && parse.has('everyone') && /@(everyone|here)\b/.test(readable);
  return { mentions: users, mentionRoles: roles, mentionEveryone: everyone };
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap(match => match[1] ?? []))];
}

/** Nothing inside a code block or inline code pings. */
function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```/g, ' ').replace(/`[^`\n]+`/g, ' ');
}
