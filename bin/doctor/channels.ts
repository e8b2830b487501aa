/** What the bot may do in each cohort's channel, by the names that Discord's settings use. */
import {
  type APIGuild,
  type APIGuildChannel,
  type APIGuildMember,
  type APIOverwrite,
  DiscordAPIError,
  type GuildChannelType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import { neededFor, permissionBits } from '../../src/discord/permissions.ts';
import type { CohortFacts } from './database.ts';
import type { Discord, Me } from './discord.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

type Channel = APIGuildChannel<GuildChannelType>;

interface GuildFacts {
  readonly guild: APIGuild;
  readonly member: APIGuildMember;
}

export async function examineChannels(
  discord: Discord,
  me: Me,
  cohorts: readonly CohortFacts[],
): Promise<Finding[]> {
  const guilds = new Map<string, Promise<GuildFacts>>();
  const findings: Finding[] = [];
  for (const cohort of cohorts) {
    const { guildId } = cohort;
    const known = guilds.get(guildId) ?? lookAtGuild(discord, me, guildId);
    guilds.set(guildId, known);
    findings.push(await examineChannel(discord, cohort, known));
  }
  return cohorts.length === 0 ? [ok('Channels', 'no cohort runs yet.')] : findings;
}

async function lookAtGuild(discord: Discord, me: Me, guildId: string): Promise<GuildFacts> {
  const guild = await discord.get<APIGuild>(Routes.guild(guildId));
  return { guild, member: await discord.get<APIGuildMember>(Routes.guildMember(guildId, me.id)) };
}

async function examineChannel(
  discord: Discord,
  cohort: CohortFacts,
  known: Promise<GuildFacts>,
): Promise<Finding> {
  const about = `Cohort “${cohort.name}”`;
  let facts: GuildFacts;
  try {
    facts = await known;
  } catch {
    return warning(
      about,
      `the bot is not in its server (${cohort.guildId}). Invite it again, or leave it: nothing is lost.`,
    );
  }
  try {
    const channel = await discord.get<Channel>(Routes.channel(cohort.channelId));
    const missing = missingIn(facts, channel, cohort);
    const where = `#${channel.name} of “${facts.guild.name}”`;
    return missing.length === 0
      ? ok(about, `in ${where} the bot has every permission that it needs.`)
      : problem(
          about,
          `in ${where} the bot lacks ${missing.join(', ')}. Give it: Channel Settings → Permissions → the bot’s role.`,
        );
  } catch (error) {
    const isGone = error instanceof DiscordAPIError && error.status === 404;
    return problem(
      about,
      isGone
        ? `its channel in “${facts.guild.name}” is gone. Choose another with /cohort edit.`
        : `its channel in “${facts.guild.name}” can’t be seen: the bot lacks View Channel. Give it: Channel Settings → Permissions → the bot’s role.`,
    );
  }
}

function missingIn(facts: GuildFacts, channel: Channel, { hasThreads, hasPins }: CohortFacts): string[] {
  const held = permissionsIn(facts, channel);
  return neededFor({ threads: hasThreads, pins: hasPins }).filter(
    name => (held & permissionBits[name]) === 0n,
  );
}

/** Source: "Permission Overwrites" of Discord's documentation: everyone's, then all roles' together, then the member's own. */
function permissionsIn({ guild, member }: GuildFacts, channel: Channel): bigint {
  const mine = new Set([guild.id, ...member.roles]);
  const base = guild.roles
    .filter(({ id }) => mine.has(id))
    .reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if (guild.owner_id === member.user.id || (base & PermissionFlagsBits.Administrator) !== 0n) return ~0n;
  const overwrites = channel.permission_overwrites ?? [];
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id }) => id !== guild.id && mine.has(id)),
    overwrites.filter(({ id }) => id === member.user.id),
  ];
  const held = steps.reduce(applied, base);
  // Who may not see a channel may do nothing there.
  return (held & PermissionFlagsBits.ViewChannel) === 0n ? 0n : held;
}

function applied(held: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = overwrites.reduce((sum, one) => sum | BigInt(one.deny), 0n);
  const allow = overwrites.reduce((sum, one) => sum | BigInt(one.allow), 0n);
  return (held & ~deny) | allow;
}
