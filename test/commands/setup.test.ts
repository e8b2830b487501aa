import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const now = '2026-11-20T12:00:00Z';
const role = '720000000000000009';
const channel = '710000000000000001';

test('an admin sees the settings, and sets them with options; what isn’t named stays', async () => {
  const bot = await startTestBot(now);
  const admin = bot.admin();
  const empty = wordsOf(await admin.runs('setup'));
  expect(empty).toContain('**Moderators:** only people who may manage this server');
  expect(empty).toContain('**Notices:** nowhere yet');
  expect(empty).toContain('**Time zone of new cohorts:** UTC');
  expect(await bot.sql`select * from guilds`).toHaveLength(0);

  await admin.runs('setup', { moderator_role: role, notice_channel: channel });
  const set = await admin.runs('setup', { default_zone: 'asia/calcutta' });
  expect(set).toMatchObject({ private: true });
  expect(wordsOf(set)).toContain(`**Moderators:** <@&${role}>`);
  expect(wordsOf(set)).toContain(`**Notices:** <#${channel}>`);
  expect(wordsOf(set)).toMatch(/\*\*Time zone of new cohorts:\*\* Asia\/(Kolkata|Calcutta)/);
  expect(await bot.sql`select action, actor_id, detail from audit order by detail::text`).toEqual([
    { action: 'setup', actor_id: admin.id, detail: { changed: ['moderatorRoleId', 'noticeChannelId'] } },
    { action: 'setup', actor_id: admin.id, detail: { changed: ['zone'] } },
  ]);
});

test('the lists and the form of the panel set the same things', async () => {
  const bot = await startTestBot(now);
  const admin = bot.admin();
  const panel = await admin.runs('setup');
  const afterRole = await admin.chooses(panel, 'Moderator role', role);
  expect(wordsOf(afterRole)).toContain(`**Moderators:** <@&${role}>`);
  expect(afterRole).toMatchObject({ replaces: true });
  expect(wordsOf(await admin.chooses(panel, 'Notice channel', channel))).toContain(`<#${channel}>`);

  const form = await admin.presses(panel, 'Change the time zone');
  expect(wordsOf(form)).toContain('Time zone of new cohorts');
  expect(wordsOf(await admin.submits(form, { zone: 'europe/rome' }))).toContain('Europe/Rome');
  expect(wordsOf(await admin.presses(panel, 'Change the time zone'))).toContain('Europe/Rome');
});

test('a zone that nobody knows and a channel where the bot can’t write change nothing', async () => {
  const bot = await startTestBot(now);
  const admin = bot.admin();
  const panel = await admin.runs('setup');
  const form = await admin.presses(panel, 'Change the time zone');
  const before = await everyRow(bot);
  const zone =
    'I don’t know a time zone called “Europe/Roma”. Did you mean **Europe/Rome**? Nothing was changed.';
  expect(wordsOf(await admin.runs('setup', { default_zone: 'Europe/Roma', moderator_role: role }))).toBe(
    zone,
  );
  expect(wordsOf(await admin.submits(form, { zone: 'Europe/Roma' }))).toBe(zone);
  expect(wordsOf(await admin.submits(form, { zone: '**@everyone**' }))).not.toMatch(/@everyone|\*\*@/);
  const everyone = 'That is everybody’s role, so everybody would be a moderator.';
  expect(wordsOf(await admin.runs('setup', { moderator_role: bot.guildId }))).toContain(everyone);
  const silent = { id: channel, missing: ['Send Messages'] } as const;
  expect(wordsOf(await admin.runs('setup', { notice_channel: silent }))).toContain(
    'I lack **Send Messages** there. Give it to me in the channel’s settings under Permissions',
  );
  expect(await everyRow(bot)).toBe(before);
  expect(await admin.types('setup', 'default_zone', 'rome')).toEqual([
    { label: 'Europe/Rome', value: 'Europe/Rome' },
  ]);
});

test('only people who may manage the server can set it up, also with buttons seen elsewhere', async () => {
  const bot = await startTestBot(now);
  await bot.admin().runs('setup', { moderator_role: role });
  const panel = await bot.admin().runs('setup');
  const before = await everyRow(bot);
  const moderator = bot.member('lea', { roles: [role] });
  const sentence = 'That is for people who may manage this server. Ask one of them to do it.';
  expect(wordsOf(await moderator.runs('setup', { default_zone: 'Europe/Rome' }))).toBe(sentence);
  expect(wordsOf(await moderator.chooses(panel, 'Moderator role', '720000000000000001'))).toBe(sentence);
  expect(wordsOf(await moderator.presses(panel, 'Change the time zone'))).toBe(sentence);
  const form = await bot.admin().presses(panel, 'Change the time zone');
  expect(wordsOf(await moderator.submits(form, { zone: 'Europe/Rome' }))).toBe(sentence);
  expect(await everyRow(bot)).toBe(before);
});
