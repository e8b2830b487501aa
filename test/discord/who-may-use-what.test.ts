import { expect, test } from 'vitest';
import { say } from '../../src/cards/reply.ts';
import type { Place, Role } from '../../src/core/access.ts';
import type { Command } from '../../src/discord/define-command.ts';
import { loadCommands } from '../../src/discord/load-commands.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const roles: readonly Role[] = ['owner', 'admin', 'moderator', 'member', 'outsider'];
const places: readonly Place[] = ['server', 'thread', 'dm'];

const anybody = roles;
/** In a cohort: the others here are in none, so that no rank stands in for it. */
const inCohort: readonly Role[] = ['member'];
const moderators: readonly Role[] = ['owner', 'admin', 'moderator'];
const managers: readonly Role[] = ['owner', 'admin'];
const inServer: readonly Place[] = ['server', 'thread'];

/**
 * By hand, on purpose: what these declare must be what is written here. A button is `command:action`, a form `command:action form`.
 * A command without a row is held to what it declares, so that a new one is a new file and its test; a row makes it surer.
 */
const table: Readonly<Record<string, { readonly who: readonly Role[]; readonly where: readonly Place[] }>> = {
  'break end': { who: inCohort, where: inServer },
  'break start': { who: inCohort, where: inServer },
  calendar: { who: inCohort, where: inServer },
  catchup: { who: inCohort, where: inServer },
  'catchup:open': { who: inCohort, where: inServer },
  'cohort archive': { who: moderators, where: inServer },
  'cohort/archive:confirm': { who: moderators, where: inServer },
  'cohort clone': { who: moderators, where: inServer },
  'cohort/clone:start form': { who: moderators, where: inServer },
  'cohort create': { who: moderators, where: inServer },
  'cohort/create:start': { who: moderators, where: inServer },
  'cohort/create:more form': { who: moderators, where: inServer },
  'cohort edit': { who: moderators, where: inServer },
  'cohort/edit:apply': { who: moderators, where: inServer },
  'cohort/edit:more form': { who: moderators, where: inServer },
  'cohort export': { who: moderators, where: inServer },
  'cohort info': { who: moderators, where: inServer },
  'cohort members': { who: moderators, where: inServer },
  'cohort/members:page': { who: moderators, where: inServer },
  'cohort/members:remove': { who: moderators, where: inServer },
  'cohort repair': { who: moderators, where: inServer },
  'cohort/repair:apply': { who: moderators, where: inServer },
  'cohort/repair:leave': { who: moderators, where: inServer },
  'cohort report': { who: moderators, where: inServer },
  'cohort/report:open': { who: moderators, where: inServer },
  'cohort/report:group': { who: moderators, where: inServer },
  'cohort/report:page': { who: moderators, where: inServer },
  'cohort/report:nudge': { who: moderators, where: inServer },
  cohorts: { who: anybody, where: inServer },
  daily: { who: inCohort, where: inServer },
  'daily:open': { who: inCohort, where: inServer },
  'daily:practise': { who: anybody, where: inServer },
  define: { who: anybody, where: places },
  'define:open': { who: anybody, where: places },
  'delivery calendar': { who: moderators, where: inServer },
  'delivery post': { who: moderators, where: inServer },
  'delivery/post:now': { who: moderators, where: inServer },
  'delivery/post:cancel': { who: moderators, where: inServer },
  'delivery preview': { who: moderators, where: inServer },
  'delivery/preview:open': { who: moderators, where: inServer },
  'delivery retry': { who: moderators, where: inServer },
  'delivery/retry:open': { who: moderators, where: inServer },
  'delivery status': { who: moderators, where: inServer },
  'delivery/status:open': { who: moderators, where: inServer },
  help: { who: anybody, where: places },
  insights: { who: moderators, where: inServer },
  'insights:all': { who: moderators, where: inServer },
  'insights:open': { who: moderators, where: inServer },
  'insights:page': { who: moderators, where: inServer },
  'insights:lesson': { who: moderators, where: inServer },
  'insights:question': { who: moderators, where: inServer },
  'insights:reports': { who: moderators, where: inServer },
  'insights:errata': { who: moderators, where: inServer },
  'insights:report': { who: moderators, where: inServer },
  'insights:correct': { who: moderators, where: inServer },
  'insights:all-right': { who: moderators, where: inServer },
  'insights:retire': { who: moderators, where: inServer },
  'insights:keep': { who: moderators, where: inServer },
  'insights:apply': { who: moderators, where: inServer },
  'insights:why': { who: moderators, where: inServer },
  'insights:correct form': { who: moderators, where: inServer },
  'insights:all-right form': { who: moderators, where: inServer },
  'insights:retire form': { who: moderators, where: inServer },
  'insights:keep form': { who: moderators, where: inServer },
  'insights:why form': { who: moderators, where: inServer },
  join: { who: anybody, where: inServer },
  'join:pick': { who: anybody, where: inServer },
  'join:live': { who: inCohort, where: inServer },
  'join:behind': { who: inCohort, where: inServer },
  'join:pace': { who: inCohort, where: inServer },
  'join:audit': { who: inCohort, where: inServer },
  // Who is in no cohort, or only leads some, is told so by the command: boards of archived cohorts and squads can be read.
  leaderboard: { who: anybody, where: inServer },
  'leaderboard:open': { who: anybody, where: inServer },
  'leaderboard:show': { who: anybody, where: inServer },
  'leaderboard:show-new': { who: anybody, where: inServer },
  'squad create': { who: moderators, where: inServer },
  'squad deal': { who: moderators, where: inServer },
  'squad/deal:apply': { who: moderators, where: inServer },
  'squad join': { who: inCohort, where: inServer },
  'squad leave': { who: inCohort, where: inServer },
  'squad list': { who: anybody, where: inServer },
  'squad remove': { who: moderators, where: inServer },
  'squad/remove:confirm': { who: moderators, where: inServer },
  'squad rename': { who: moderators, where: inServer },
  leave: { who: inCohort, where: inServer },
  'leave:pick': { who: inCohort, where: inServer },
  lesson: { who: anybody, where: inServer },
  'lesson:open': { who: anybody, where: inServer },
  'lesson:begin': { who: anybody, where: inServer },
  'lesson:read': { who: anybody, where: inServer },
  'lesson:done': { who: anybody, where: inServer },
  lifecycle: { who: anybody, where: inServer },
  'lifecycle:open': { who: anybody, where: inServer },
  'lifecycle:page': { who: anybody, where: inServer },
  'lifecycle:way': { who: anybody, where: inServer },
  live: { who: moderators, where: inServer },
  'live:join': { who: anybody, where: inServer },
  'live:start': { who: moderators, where: inServer },
  'live:cancel': { who: moderators, where: inServer },
  'live:answer': { who: anybody, where: inServer },
  'live:result': { who: anybody, where: inServer },
  'live:practise': { who: anybody, where: inServer },
  'live:report': { who: anybody, where: inServer },
  'live:about': { who: anybody, where: inServer },
  module: { who: anybody, where: inServer },
  'module:open': { who: anybody, where: inServer },
  'module:page': { who: anybody, where: inServer },
  'pace holiday': { who: moderators, where: inServer },
  'pace insert': { who: moderators, where: inServer },
  'pace pause': { who: moderators, where: inServer },
  'pace preview': { who: moderators, where: inServer },
  'pace/preview:apply': { who: moderators, where: inServer },
  'pace/preview:announce': { who: moderators, where: inServer },
  'pace/preview:cancel': { who: moderators, where: inServer },
  'pace refresh': { who: moderators, where: inServer },
  'pace resume': { who: moderators, where: inServer },
  'pace shift': { who: moderators, where: inServer },
  'pace show': { who: moderators, where: inServer },
  'pace/show:open': { who: moderators, where: inServer },
  'pace skip': { who: moderators, where: inServer },
  'pace speed': { who: moderators, where: inServer },
  'pace swap': { who: moderators, where: inServer },
  'pace undo': { who: moderators, where: inServer },
  pathway: { who: anybody, where: inServer },
  'pathway:list': { who: anybody, where: inServer },
  'pathway:open': { who: anybody, where: inServer },
  'pathway:page': { who: anybody, where: inServer },
  'pathway:track': { who: anybody, where: inServer },
  'privacy show': { who: anybody, where: places },
  'privacy export': { who: anybody, where: places },
  'privacy/export:open': { who: anybody, where: places },
  'privacy delete': { who: anybody, where: places },
  'privacy/delete:ask': { who: anybody, where: places },
  'privacy/delete:yes': { who: anybody, where: places },
  'privacy/delete:no': { who: anybody, where: places },
  'project grade': { who: moderators, where: inServer },
  'project/grade:list': { who: moderators, where: inServer },
  'project/grade:page': { who: moderators, where: inServer },
  'project/grade:open': { who: moderators, where: inServer },
  'project/grade:mark': { who: moderators, where: inServer },
  'project/grade:words': { who: moderators, where: inServer },
  'project/grade:back': { who: moderators, where: inServer },
  'project/grade:apply': { who: moderators, where: inServer },
  'project/grade:words form': { who: moderators, where: inServer },
  'project list': { who: anybody, where: inServer },
  'project/list:page': { who: anybody, where: inServer },
  'project show': { who: anybody, where: inServer },
  'project/show:open': { who: anybody, where: inServer },
  'project/show:page': { who: anybody, where: inServer },
  'project/show:work': { who: anybody, where: inServer },
  'project submit': { who: anybody, where: inServer },
  progress: { who: anybody, where: inServer },
  'progress:open': { who: anybody, where: inServer },
  quiz: { who: anybody, where: inServer },
  'quiz:corrected': { who: anybody, where: inServer },
  'quiz:page': { who: anybody, where: inServer },
  'quiz:start': { who: anybody, where: inServer },
  'quiz:answer': { who: anybody, where: inServer },
  'quiz:next': { who: anybody, where: inServer },
  resources: { who: anybody, where: places },
  'resources:page': { who: anybody, where: places },
  'resources:topic': { who: anybody, where: places },
  search: { who: anybody, where: places },
  'search:page': { who: anybody, where: places },
  settings: { who: anybody, where: inServer },
  'settings:shown': { who: anybody, where: inServer },
  'settings:use-zone': { who: anybody, where: inServer },
  'settings:name form': { who: anybody, where: inServer },
  setup: { who: managers, where: inServer },
  'setup:role': { who: managers, where: inServer },
  'setup:channel': { who: managers, where: inServer },
  'setup:zone': { who: managers, where: inServer },
  'setup:zone form': { who: managers, where: inServer },
  'solo next': { who: anybody, where: inServer },
  'solo/next:open': { who: anybody, where: inServer },
  'solo/next:done': { who: anybody, where: inServer },
  'solo start': { who: anybody, where: inServer },
  'solo stop': { who: anybody, where: inServer },
  streak: { who: inCohort, where: inServer },
  'streak:open': { who: inCohort, where: inServer },
  'streak:page': { who: inCohort, where: inServer },
  thanks: { who: inCohort, where: inServer },
  today: { who: anybody, where: inServer },
  'today:open': { who: anybody, where: inServer },
  'today:read': { who: anybody, where: inServer },
  'today:quiz': { who: anybody, where: inServer },
  'today:done': { who: anybody, where: inServer },
};

const idOf = (line: string, action: string) => `${line.replace(' ', '/')}:${action}`;

/** The same declarations, but whoever gets through is told so instead of being served. */
const reached = () => say('reached');
function hollow(command: Command): Command {
  const steps = <S extends { readonly who: Command['who'] }>(all: Readonly<Record<string, S>>) =>
    Object.fromEntries(Object.entries(all).map(([name, step]) => [name, { ...step, run: reached }]));
  return { ...command, run: reached, buttons: steps(command.buttons), forms: steps(command.forms) };
}

const meaning: Readonly<Record<Command['who'], readonly Role[]>> = {
  everyone: anybody,
  member: inCohort,
  moderator: moderators,
  admin: managers,
};

/** Everything that can be used, with whom it lets in and where: by its row, or else by its declaration. */
function expectations(commands: ReadonlyMap<string, Command>): typeof table {
  const declared = [...commands].flatMap(([line, command]) => {
    const row = (name: string, who: Command['who']) =>
      [name, table[name] ?? { who: meaning[who], where: command.where }] as const;
    return [
      row(line, command.who),
      ...Object.entries(command.buttons).map(([action, { who }]) => row(idOf(line, action), who)),
      ...Object.entries(command.forms).map(([action, { who }]) => row(`${idOf(line, action)} form`, who)),
    ];
  });
  return Object.fromEntries(declared);
}

test('promise 5: every command, button and form declares whom it is for, and no row of this table is left over', async () => {
  const { commands } = await loadCommands();
  const all = expectations(commands);
  expect(Object.keys(table).filter(name => !(name in all))).toEqual([]);
  for (const [name, { who, where }] of Object.entries(all)) {
    expect([name, who.length > 0, where.length > 0]).toEqual([name, true, true]);
  }
});

test('promise 5: each of them lets in exactly whom it is for, where it says, and tells everybody else why not', async () => {
  const { commands } = await loadCommands();
  const hollowed = new Map([...commands].map(([line, command]) => [line, hollow(command)] as const));
  const bot = await startTestBot('2026-11-20T12:00:00Z', { commands: hollowed });
  const role = '720000000000000009';
  await bot.sql`
    insert into guilds (guild_id, moderator_role_id, added_at) values (${bot.guildId}, ${role}, now())`;
  await bot.sql`
    insert into cohorts (guild_id, id, name, pathway_id, channel_id, zone, post_time, start_day, plan_version, created_at)
    values (${bot.guildId}, 'autumn', 'Autumn', 'p', 'c', 'UTC', '09:00', '2026-11-20', 1, now())`;
  await addMembership(
    bot.db,
    { guildId: bot.guildId, cohortId: 'autumn', memberId: bot.member('member').id },
    bot.now(),
  );

  const all = expectations(commands);
  let cells = 0;
  for (const [name, { who, where }] of Object.entries(all)) {
    for (const place of places) {
      for (const as of roles) {
        const facts = {
          owner: as === 'owner',
          admin: as === 'admin',
          roles: as === 'moderator' ? [role] : [],
        };
        const { actor } = bot.member(as, { ...facts, place });
        const reply = name.endsWith(' form')
          ? bot.dispatch.form(actor, `${name.replace(' form', '')}:x`, {})
          : name.includes(':')
            ? bot.dispatch.press(actor, `${name}:x`, [])
            : bot.dispatch.command(actor, name, {});
        const words = wordsOf(await reply);
        const allowed = who.includes(as) && where.includes(place);
        expect.soft(words === 'reached', `${name} as ${as} in ${place}: ${words}`).toBe(allowed);
        if (!allowed) {
          expect
            .soft(words)
            .toMatch(/^(You are not in a cohort here yet|That is for |This works inside your server)/);
        }
        cells += 1;
      }
    }
  }
  expect(cells).toBe(Object.keys(all).length * roles.length * places.length);
});

test('promise 5: a moderator’s role counts in its own server only, and a member’s cohort too', async () => {
  const { commands } = await loadCommands();
  const hollowed = new Map([...commands].map(([line, command]) => [line, hollow(command)] as const));
  const bot = await startTestBot('2026-11-20T12:00:00Z', { commands: hollowed });
  const role = '720000000000000009';
  await bot.sql`
    insert into guilds (guild_id, moderator_role_id, added_at) values (${bot.guildId}, ${role}, now())`;
  await addMembership(
    bot.db,
    { guildId: bot.guildId, cohortId: 'gone', memberId: bot.member('member').id },
    bot.now(),
  );
  const elsewhere = { guildId: '700000000000000002', roles: [role] };
  expect(wordsOf(await bot.member('mod', elsewhere).forges('setup:role:x'))).toContain('That is for people');
  const { actor } = bot.member('mod', elsewhere);
  expect(wordsOf(await bot.dispatch.command(actor, 'cohort create', {}))).toContain('That is for moderators');
  // A membership of a cohort that isn't there is none.
  expect(wordsOf(await bot.member('member').runs('leave'))).toContain('You are not in a cohort here yet');
});

test('suggestions are for those who may use the command', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  expect(await bot.member('outsider').types('cohort create', 'pathway', '')).toEqual([]);
  expect(await bot.member('outsider').types('setup', 'default_zone', 'rome')).toEqual([]);
  expect(await bot.admin().types('cohort create', 'pathway', '')).toHaveLength(1);
  expect(await bot.member('ada').types('lesson', 'constructor', '')).toEqual([]);
  expect(await bot.member('ada').types('no such command', 'lesson', '')).toEqual([]);
});
