/** What a newcomer finds: a server, three people, a running cohort. Everything the bot does there, it is asked for by commands. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDiscordClient } from '../../local-discord/client.ts';
import { addDays, canonicalZone, dayIn, instantOf, weekday } from '../../src/core/time.ts';
import type { Lockstep } from '../../src/main.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { startCohort } from './start-cohort.ts';

const zone = canonicalZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? 'UTC';

/** 09:00 on the latest weekday, in this machine's zone. */
export function firstMorning(now: Date): Date {
  let day = dayIn(zone, now);
  while (weekday(day) > 5 || instantOf(day, '09:00', zone) > now) day = addDays(day, -1);
  return instantOf(day, '09:00', zone);
}

/** Makes what is missing, so that a start that was broken off is mended by the next. */
export async function furnish(control: LocalDiscordClient, bot: Lockstep): Promise<void> {
  const world = await control.world();
  const pathwayId = firstPathway(bot);
  const guild = world.guilds[0] ?? (await makeGuild(control, pathwayId));
  const cohorts = await listCohorts(bot.database.db, guild.id);
  if (cohorts.length === 0) await furnishCohort(control, guild.id, pathwayId);
}

/** The one that newcomers are shown; of a teacher's own curriculum the first that has lessons. */
function firstPathway(bot: Lockstep): string {
  const taught = [...bot.curriculum().pathways.values()].filter(({ lessons }) => lessons.length > 0);
  const first = taught.find(({ id }) => id === 'infrastructure') ?? taught[0];
  if (!first)
    throw new Error('no pathway of this curriculum has a lesson yet. List one in a node, and start again.');
  return first.id;
}

async function makeGuild(control: LocalDiscordClient, pathwayId: string) {
  const guild = await control.addGuild({ name: 'Backend Study Hall' });
  await control.addChannel(guild.id, { name: pathwayId });
  const role = await control.addRole(guild.id, { name: 'Moderator' });
  await control.changeMember(guild.id, guild.ownerId, { name: 'Mira', roles: [role.id] });
  await control.addMember(guild.id, { name: 'Jonas' });
  await control.addMember(guild.id, { name: 'Aiko' });
  return guild;
}

async function furnishCohort(control: LocalDiscordClient, guildId: string, pathwayId: string): Promise<void> {
  const guild = (await control.world()).guilds.find(one => one.id === guildId);
  const channel = guild?.channels.find(one => one.name === pathwayId);
  const general = guild?.channels.find(one => one.name === 'general');
  const role = guild?.roles.find(one => one.name === 'Moderator');
  const mira = guild?.ownerId;
  if (!channel || !general || !role || mira === undefined) {
    throw new Error(
      'this world was changed before its cohort could start. Begin anew: npm run playground -- --fresh',
    );
  }
  await untilCommandsAreThere(control, guildId, mira);
  await control.command({
    as: mira,
    channel: general.id,
    name: 'setup',
    options: { moderator_role: role.id, notice_channel: general.id, default_zone: zone },
  });
  const options = { name: 'First Cohort', pathway: pathwayId, channel: channel.id };
  await startCohort(control, { as: mira, channel: channel.id, options });
  for (const member of guild?.members.filter(one => !one.bot && one.name !== 'Aiko') ?? []) {
    await control.command({ as: member.id, channel: channel.id, name: 'join' });
  }
  await until(async () => (await control.messages(channel.id, mira)).length > 0);
}

const untilCommandsAreThere = (control: LocalDiscordClient, guildId: string, as: string) =>
  until(async () => (await control.commands(guildId, as)).some(command => command.name === 'cohort'));

/** Gives up in silence after five seconds: the world can be used, if not admired yet. */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 5_000;
  while (!(await isTrue()) && performance.now() < end) await sleep(25);
}
