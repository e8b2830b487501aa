import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T08:00:00Z';
const given = { name: 'Autumn', pathway: 'infrastructure', channel: '710000000000000001' };

test('a cohort gets a lesson for each weekday, from today at nine unless told otherwise', async () => {
  const bot = await startTestBot(friday);
  const created = await bot.admin().runs('cohort create', given);
  const words = wordsOf(created);
  expect(created).toMatchObject({ private: true, wakes: true });
  expect(words).toContain('## Autumn is ready');
  expect(words).toContain('12 lessons, Monday to Friday at 09:00 (UTC), in <#710000000000000001>');
  expect(words).toContain(`First lesson: <t:${Date.parse('2026-11-20T09:00Z') / 1000}:F>`);
  // Twelve weekdays from a Friday on: the last is a Monday.
  expect(words).toContain(`Last lesson: <t:${Date.parse('2026-12-07T09:00Z') / 1000}:D>`);

  const days = await bot.sql<{ day: string; lesson: string }[]>`
    select study_day::text as day, lesson_id as lesson from plan_days order by study_day`;
  expect(days.slice(0, 2)).toEqual([
    { day: '2026-11-20', lesson: 'db/subqueries-and-ctes' },
    { day: '2026-11-23', lesson: 'db/window-functions' },
  ]);
  expect(await bot.sql`select action, actor_id from audit`).toEqual([
    { action: 'cohort-created', actor_id: bot.admin().id },
  ]);
});

test('start, time and zone can be chosen, and the server’s own zone is used where none is given', async () => {
  const bot = await startTestBot(friday);
  await bot.admin().runs('setup', { default_zone: 'Asia/Kolkata' });
  expect(wordsOf(await bot.admin().runs('cohort create', { ...given, time: '7:30' }))).toContain(
    'at 07:30 (Asia/Kolkata)',
  );
  const later = await bot.admin().runs('cohort create', {
    ...given,
    name: 'Later',
    pathway: 'Mastering Backend Infrastructure',
    start: '2026-11-29',
    time: '18:30',
    zone: 'europe/rome',
    role: '720000000000000001',
  });
  expect(wordsOf(later)).toContain('at 18:30 (Europe/Rome)');
  // 29 November is a Sunday; the first lesson comes on Monday at 17:30 UTC.
  expect(wordsOf(later)).toContain(`First lesson: <t:${Date.parse('2026-11-30T17:30Z') / 1000}:F>`);
});

test('a first day whose time has passed is posted at once, and only once', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  expect(wordsOf(await bot.admin().runs('cohort create', given))).toContain('First lesson: now');
  const [post, ...more] = await bot.tick();
  expect(post && wordsOf(post)).toContain('day 1 of 12');
  expect(more).toEqual([]);
  expect(await bot.tick()).toEqual([]);
});

test('what can’t be understood is said in words, and nothing is saved', async () => {
  const bot = await startTestBot(friday);
  const before = await everyRow(bot);
  const admin = bot.admin();
  const refused: [Parameters<typeof admin.runs>[1], string][] = [
    [{ name: '   ' }, 'Give the cohort a name that people can read'],
    [{ name: '\u200b\u202e' }, 'Give the cohort a name that people can read'],
    [{ pathway: 'knitting' }, 'I don’t know that pathway. These are here: Mastering Backend Infrastructure'],
    [{ start: 'tomorrow' }, 'The start must be a day written like 2026-11-23'],
    [{ start: '2026-02-30' }, 'The start must be a day written like 2026-11-23'],
    [{ start: '2026-11-19' }, 'That start has passed already'],
    [{ start: '2027-11-22' }, 'That start is more than a year away'],
    [{ time: '25:00' }, 'The time must be written like 09:00'],
    [{ time: 'noon' }, 'The time must be written like 09:00'],
    [{ zone: 'Europe/Roma' }, 'I don’t know a time zone called “Europe/Roma”. Did you mean **Europe/Rome**?'],
    [{ role: bot.guildId }, 'I never mention everyone'],
    [{ zone: 'qqqq' }, 'Give a region and a city, such as Europe/Rome'],
    [
      { channel: { id: '710000000000000002', missing: ['View Channel', 'Send Messages'] } },
      'I lack **View Channel**, **Send Messages** there',
    ],
  ];
  for (const [options, sentence] of refused) {
    const reply = await admin.runs('cohort create', { ...given, ...options });
    expect.soft(wordsOf(reply), JSON.stringify(options)).toContain(sentence);
    expect.soft(reply).toMatchObject({ private: true });
  }
  expect(await everyRow(bot)).toBe(before);
});

test('a name is taken once in a server, whatever its letters’ size', async () => {
  const bot = await startTestBot(friday);
  await bot.admin().runs('cohort create', given);
  const before = await everyRow(bot);
  const again = await bot.admin().runs('cohort create', { ...given, name: 'AUTUMN' });
  expect(wordsOf(again)).toContain('There is a cohort called **AUTUMN** here already');
  expect(await everyRow(bot)).toBe(before);
  const elsewhere = bot.member('lee', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.runs('cohort create', given))).toContain('Autumn is ready');
});

test('a pathway without lessons can be looked up but not studied', async () => {
  const { curriculum } = await startTestBot(friday);
  const [pathway] = curriculum.pathways.values();
  if (!pathway) throw new Error('the curriculum has no pathway');
  const empty = { ...pathway, id: 'empty', title: 'Still empty', lessons: [], nodes: [] };
  const pathways = new Map([...curriculum.pathways, ['empty', empty] as const]);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, pathways } });
  const before = await everyRow(bot);
  const reply = await bot.admin().runs('cohort create', { ...given, pathway: 'empty' });
  expect(wordsOf(reply)).toContain('That pathway has no lessons yet');
  expect(await everyRow(bot)).toBe(before);
  expect(await bot.admin().types('cohort create', 'pathway', '')).toEqual([
    { label: pathway.title, value: pathway.id },
  ]);
});

test('a moderator may create cohorts, a member may not, and pathways and zones are suggested', async () => {
  const bot = await startTestBot(friday);
  const lea = bot.member('lea', { roles: ['720000000000000009'] });
  expect(wordsOf(await lea.runs('cohort create', given))).toContain('That is for moderators of this server');
  await bot.admin().runs('setup', { moderator_role: '720000000000000009' });
  expect(wordsOf(await lea.runs('cohort create', given))).toContain('Autumn is ready');
  expect(await lea.types('cohort create', 'pathway', 'infra')).toHaveLength(1);
  expect(await lea.types('cohort create', 'zone', 'kolk')).toEqual([
    { label: 'Asia/Kolkata', value: 'Asia/Kolkata' },
  ]);
});
