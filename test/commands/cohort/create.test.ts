import { expect, test } from 'vitest';
import type { Curriculum, Pathway } from '../../../src/curriculum/types.ts';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { createCohort } from '../../support/cohorts.ts';
import { labelsOf, partsOf, payloadOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T08:00:00Z';
const given = { name: 'Autumn', pathway: 'infrastructure', channel: '710000000000000001' };
const role = '720000000000000001';

test('the plan stands in words before anything is saved, at the pathway’s own pace unless another is chosen', async () => {
  const bot = await startTestBot(friday);
  const panel = await bot.admin().runs('cohort create', { ...given, zone: 'Europe/Rome' });
  const words = wordsOf(panel);
  expect(panel).toMatchObject({ private: true });
  expect(words).toContain(
    '## New cohort: Autumn\n**Mastering Backend Infrastructure** in <#710000000000000001>',
  );
  // Three weeks of five days hold twelve lessons and the phase's lab.
  expect(words).toContain(
    '12 lessons, 3 project days, Mon–Fri, 09:00 Europe/Rome, first 20 Nov 2026, last 10 Dec 2026.',
  );
  expect(words).toContain('1 lesson a day\nUntil 7 Dec 2026');
  expect(words).toContain('Nothing is saved or posted before you press **Start this cohort**.');
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(0);
  expect(await bot.tick()).toEqual([]);
  // Discord takes at most forty components in one message.
  expect(partsOf(payloadOf(panel).components).length).toBeLessThanOrEqual(40);
});

test('what is chosen in the panel changes the plan’s words, and the cohort that is started is the one shown', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  let panel = await admin.runs('cohort create', { ...given, role, start: '2026-11-23' });
  panel = await admin.chooses(panel, 'Monday', 'Tuesday', 'Wednesday', 'Friday');
  panel = await admin.chooses(panel, 'Friday for catching up');
  panel = await admin.chooses(panel, '2 lessons a day');
  panel = await admin.chooses(panel, 'Late lessons: left out');
  panel = await admin.chooses(panel, 'A thread for each lesson', 'A note at the day’s end');
  panel = await admin.chooses(panel, 'Daily quiz: 5 questions');
  const summary =
    '12 lessons, 2 lessons a day, Mon–Wed with Friday for catching up, 09:00 UTC, first 23 Nov 2026, last 2 Dec 2026.';
  expect(wordsOf(panel)).toContain(summary);
  const ready = wordsOf(await admin.presses(panel, 'Start this cohort'));
  expect(ready).toContain('## Autumn is ready');
  expect(ready).toContain(summary);
  expect(ready).toContain(`First lesson: <t:${Date.parse('2026-11-23T09:00Z') / 1000}:F>`);
  expect(
    await bot.sql`
      select name, role_id, late_policy, late_window_hours, has_threads, has_pins, has_day_end, has_digest, daily_questions from cohorts`,
  ).toEqual([
    {
      name: 'Autumn',
      // The role was given, but choosing what comes with each lesson left its mention out.
      role_id: null,
      late_policy: 'skip',
      late_window_hours: 12,
      has_threads: true,
      has_pins: false,
      has_day_end: true,
      // As new cohorts have it, until somebody chooses from this list without it.
      has_digest: false,
      daily_questions: 5,
    },
  ]);
  const days = await bot.sql<{ day: string; kind: string }[]>`
    select study_day::text as day, kind from plan_days order by study_day, slot`;
  expect(days.map(({ day, kind }) => `${day} ${kind}`).slice(4, 8)).toEqual([
    '2026-11-25 lesson',
    '2026-11-25 lesson',
    '2026-11-27 catch-up',
    '2026-11-30 lesson',
  ]);
  expect(await bot.sql`select action, actor_id from audit`).toEqual([
    { action: 'cohort-created', actor_id: admin.id },
  ]);
  expect(await bot.sql`select 1 from drafts`).toHaveLength(0);
});

test('start, time and zone can be given or typed later, and the server’s own zone is used where none is', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await admin.runs('setup', { default_zone: 'Asia/Kolkata' });
  const panel = await admin.runs('cohort create', { ...given, time: '7:30' });
  expect(wordsOf(panel)).toContain('07:30 Asia/Kolkata');
  const form = await admin.presses(panel, 'More settings');
  expect(wordsOf(form)).toContain('Asia/Kolkata');
  const typed = { name: 'Later', start: '2026-11-29', time: '18:30', zone: 'europe/rome', window: '6' };
  const later = await admin.submits(form, typed);
  // 29 November is a Sunday; the first lesson comes on Monday.
  expect(wordsOf(later)).toContain('18:30 Europe/Rome, first 30 Nov 2026');
  const ready = wordsOf(await admin.presses(later, 'Start this cohort'));
  expect(ready).toContain(`First lesson: <t:${Date.parse('2026-11-30T17:30Z') / 1000}:F>`);
  expect(await bot.sql`select name, late_window_hours from cohorts`).toEqual([
    { name: 'Later', late_window_hours: 6 },
  ]);
});

test('a first day whose time has passed is posted at once, and only once', async () => {
  const bot = await startTestBot('2026-11-20T10:00:00Z');
  const ready = await createCohort(bot.admin(), given);
  expect(wordsOf(ready)).toContain('First lesson: now');
  expect(ready).toMatchObject({ wakes: true });
  const [post, ...more] = await bot.tick();
  expect(post && wordsOf(post)).toContain('day 1 of 12');
  expect(post && wordsOf(post)).not.toContain('late');
  expect(more).toEqual([]);
  expect(await bot.tick()).toEqual([]);
});

test('a double click starts one cohort, and both are told so', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const panel = await admin.runs('cohort create', given);
  const both = await Promise.all([
    admin.presses(panel, 'Start this cohort'),
    admin.presses(panel, 'Start this cohort'),
  ]);
  for (const shown of both) expect(wordsOf(shown)).toContain('## Autumn is ready');
  expect(wordsOf(await admin.presses(panel, 'Start this cohort'))).toContain('## Autumn is ready');
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(1);
  expect(await bot.sql`select 1 from audit`).toHaveLength(1);
});

test('a panel is for who opened it, waits for half an hour, and can be cancelled', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const other = bot.member('other', { admin: true });
  const panel = await admin.runs('cohort create', given);
  const gone = 'This panel was used already or has expired';
  const before = await everyRow(bot);
  expect(wordsOf(await other.presses(panel, 'Start this cohort'))).toContain(gone);
  expect(wordsOf(await other.chooses(panel, '2 lessons a day'))).toContain(gone);
  expect(wordsOf(await bot.member('ada').presses(panel, 'Start this cohort'))).toContain('for moderators');
  expect(await everyRow(bot)).toBe(before);
  bot.moveTo('2026-11-20T08:29:00Z');
  expect(wordsOf(await admin.chooses(panel, '2 lessons a day'))).toContain('2 lessons a day');
  bot.moveTo('2026-11-20T09:00:00Z');
  expect(wordsOf(await admin.presses(panel, 'Start this cohort'))).toContain(gone);

  const second = await admin.runs('cohort create', given);
  expect(wordsOf(await admin.presses(second, 'Cancel'))).toBe('All right, nothing was changed.');
  expect(wordsOf(await admin.presses(second, 'Start this cohort'))).toContain(gone);
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(0);
});

test('what can’t be understood is said in a sentence with what was most likely meant, and nothing is saved', async () => {
  const bot = await startTestBot(friday);
  const before = await everyRow(bot);
  bot.lacking.set('710000000000000002', ['View Channel', 'Send Messages']);
  bot.lacking.set('719999999999999999', 'no such channel');
  const admin = bot.admin();
  const refused: [Parameters<typeof admin.runs>[1], string][] = [
    [{ name: '   ' }, 'Give the cohort a name that people can read'],
    [{ name: '\u200b\u202e' }, 'Give the cohort a name that people can read'],
    [
      { pathway: 'knitting' },
      'I don’t know a pathway called “knitting”. These are here: Mastering Backend Infra',
    ],
    [{ pathway: 'Infrastructur' }, 'Did you mean **Mastering Backend Infrastructure**?'],
    [{ pathway: 'mastering backend' }, 'Did you mean **Mastering Backend Infrastructure**?'],
    [{ start: 'soon' }, 'I can’t read “soon” as a day. Write it like 2026-11-23.'],
    [{ start: 'tomorrow' }, 'Did you mean **2026-11-21**?'],
    [{ start: '31 February' }, 'I can’t read “31 February” as a day. Did you mean **2027-02-28**?'],
    [{ start: '2027-02-31' }, 'Did you mean **2027-02-28**?'],
    [{ start: '23.11.2026' }, 'Did you mean **2026-11-23**?'],
    [{ start: '2026-11-19' }, 'That start has passed already: in UTC it is **2026-11-20** now'],
    [{ start: '2027-11-22' }, 'That start is more than a year away. Choose a day until **2027-11-21**'],
    [{ time: '25:00' }, 'I can’t read “25\\:00” as a time. Write it like 09:00 or 18:30.'],
    [{ time: '9' }, 'Did you mean **09:00**?'],
    [{ time: '9pm' }, 'Did you mean **21:00**?'],
    [{ time: 'noon' }, 'I can’t read “noon” as a time. Write it like 09:00 or 18:30.'],
    [{ zone: 'Europe/Roma' }, 'I don’t know a time zone called “Europe/Roma”. Did you mean **Europe/Rome**?'],
    [{ zone: 'Europe/Rmoe' }, 'Did you mean **Europe/Rome**?'],
    [{ zone: 'Amercia/New_York' }, 'Did you mean **America/New_York**?'],
    [{ zone: 'qqqq' }, 'Give a region and a city, such as Europe/Rome'],
    [{ role: bot.guildId }, 'I never mention everyone'],
    [{ channel: '710000000000000002' }, 'I lack **View Channel**, **Send Messages** there'],
    [{ channel: { id: '710000000000000003', missing: ['Send Messages'] } }, 'I lack **Send Messages** there'],
    [{ channel: '719999999999999999' }, 'That channel is not one of this server'],
  ];
  for (const [options, sentence] of refused) {
    const reply = await admin.runs('cohort create', { ...given, ...options });
    expect.soft(wordsOf(reply), JSON.stringify(options)).toContain(sentence);
    expect.soft(wordsOf(reply)).toMatch(/Nothing was (saved|changed)\.$/);
    expect.soft(reply).toMatchObject({ private: true });
  }
  expect(await everyRow(bot)).toBe(before);
});

test('what is typed wrongly into the panel’s window is said there, and the draft stays as it was', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const form = await admin.presses(await admin.runs('cohort create', given), 'More settings');
  const right = { name: 'Autumn', start: '', time: '09:00', zone: 'UTC', window: '12' };
  const refused: [Partial<typeof right>, string][] = [
    [{ name: ' ' }, 'Give the cohort a name that people can read'],
    [{ start: 'yesterday' }, 'I can’t read “yesterday” as a day'],
    [{ start: '2026-11-19' }, 'That start has passed already'],
    [{ time: '24:30' }, 'Did you mean **00:30**?'],
    [{ zone: 'Europe/Roma' }, 'Did you mean **Europe/Rome**?'],
    [{ window: '0' }, '“0” is no number of hours that I can wait. Choose a whole number from 1 to 72.'],
    [{ window: '73' }, 'from 1 to 72'],
    [{ window: 'x' }, 'from 1 to 72'],
  ];
  const before = await everyRow(bot);
  for (const [typed, sentence] of refused) {
    const panel = wordsOf(await admin.submits(form, { ...right, name: 'Other', ...typed }));
    expect.soft(panel, JSON.stringify(typed)).toContain(sentence);
    expect.soft(panel, JSON.stringify(typed)).toContain('## New cohort: Autumn');
  }
  expect(await everyRow(bot)).toBe(before);
});

test('forged choices are refused, and nothing is saved', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const panel = await admin.runs('cohort create', given);
  const [draft] = await bot.sql<{ id: string }[]>`select id from drafts`;
  const id = draft?.id ?? '';
  const before = await everyRow(bot);
  const forged: [string, string[], string][] = [
    ['days', ['8', '0', 'x'], 'Choose at least one study day'],
    ['days', [], 'Choose at least one study day'],
    ['catch-up', ['7'], 'must be one of the study days'],
    ['late', ['never'], 'I don’t know that choice'],
    ['pace', ['lessons-9'], 'I don’t know that pace'],
    ['pace', ['own-0'], 'I don’t know that pace'],
    ['track', ['nothing'], 'I don’t know that track'],
  ];
  for (const [action, chosen, sentence] of forged) {
    const reply = await admin.forges(`cohort/create:${action}:${id}`, chosen);
    expect.soft(wordsOf(reply), `${action} ${chosen}`).toContain(sentence);
  }
  expect(await everyRow(bot)).toBe(before);
  expect(labelsOf(panel)).toEqual(['Start this cohort', 'More settings', 'Cancel']);
});

test('no study day besides the one for catching up is no plan: the panel says so and can’t be started', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const panel = await admin.chooses(await admin.runs('cohort create', given), 'Friday for catching up');
  const alone = await admin.chooses(panel, 'Friday');
  expect(wordsOf(alone)).toContain('No study day is left besides the one for catching up');
  expect(JSON.stringify(payloadOf(alone))).toContain('"label":"Start this cohort","disabled":true');
  expect(wordsOf(await admin.presses(alone, 'Start this cohort'))).toContain('No study day is left');
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(0);
  // Another day makes it a plan again.
  expect(wordsOf(await admin.chooses(alone, 'Monday', 'Friday'))).toContain(
    'Mon with Friday for catching up',
  );
});

test('start checks everything again: the name, the day, the channel, and what threads and pins need there', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const panel = await admin.runs('cohort create', { ...given, start: '2026-11-20' });
  await createCohort(bot.member('mod', { admin: true }), given);
  const taken = 'There is a cohort called **Autumn** here already. Choose another name. Nothing was saved.';
  expect(wordsOf(await admin.presses(panel, 'Start this cohort'))).toBe(taken);
  expect(wordsOf(await admin.runs('cohort create', { ...given, name: 'AUTUMN' }))).toContain(
    'There is a cohort called **AUTUMN** here already',
  );

  // The draft is kept: another name, and it starts.
  const right = { name: 'Winter', start: '2026-11-20', time: '09:00', zone: 'UTC', window: '12' };
  const renamed = await admin.submits(await admin.presses(panel, 'More settings'), right);
  bot.lacking.set(given.channel, ['Create Public Threads', 'Pin Messages']);
  const threads = await admin.chooses(renamed, 'A thread for each lesson');
  expect(wordsOf(threads)).toContain('I lack **Create Public Threads** there');
  expect(wordsOf(await admin.presses(threads, 'Start this cohort'))).toContain(
    'I lack **Create Public Threads**',
  );
  const pins = await admin.chooses(threads, 'Pin the newest lesson');
  expect(wordsOf(await admin.presses(pins, 'Start this cohort'))).toContain('I lack **Pin Messages** there');
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(1);
  bot.lacking.clear();
  expect(wordsOf(await admin.presses(pins, 'Start this cohort'))).toContain('## Winter is ready');

  // A draft that lies over midnight starts in the past, unless it starts on the day on which it is started.
  bot.moveTo('2026-11-20T23:50:00Z');
  const late = { ...given, name: 'Spring', start: '2026-11-20' };
  const midnight = await admin.runs('cohort create', late);
  const open = await admin.runs('cohort create', { ...given, name: 'Summer' });
  bot.moveTo('2026-11-21T00:05:00Z');
  expect(wordsOf(await admin.presses(midnight, 'Start this cohort'))).toContain(
    'That start has passed already',
  );
  expect(wordsOf(await admin.presses(open, 'Start this cohort'))).toContain('first 23 Nov 2026');
});

test('many cohorts fit into one server and one channel, and a name is taken in its own server only', async () => {
  const bot = await startTestBot(friday);
  for (const name of ['One', 'Two', 'Three']) await createCohort(bot.admin(), { ...given, name });
  expect(await bot.sql`select distinct channel_id from cohorts`).toHaveLength(1);
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(3);
  const elsewhere = bot.member('lee', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await createCohort(elsewhere, { ...given, name: 'One' }))).toContain('One is ready');
});

/** The real curriculum with other pathways. */
async function curriculumWith(make: (pathway: Pathway) => Pathway): Promise<Curriculum> {
  const { curriculum } = await startTestBot(friday);
  const [pathway] = curriculum.pathways.values();
  if (!pathway) throw new Error('the curriculum has no pathway');
  const other = make(pathway);
  const nodes = new Map([...curriculum.nodes, ...other.nodes.map(node => [node.id, node] as const)]);
  return { ...curriculum, nodes, pathways: new Map([...curriculum.pathways, [other.id, other] as const]) };
}

test('a pathway without lessons can be looked up but not studied', async () => {
  const empty = { id: 'empty', title: 'Still empty', lessons: [], nodes: [] };
  const bot = await startTestBot(friday, { curriculum: await curriculumWith(one => ({ ...one, ...empty })) });
  const before = await everyRow(bot);
  const reply = await bot.admin().runs('cohort create', { ...given, pathway: 'empty' });
  expect(wordsOf(reply)).toContain('That pathway has no lessons yet');
  expect(await everyRow(bot)).toBe(before);
  expect(await bot.admin().types('cohort create', 'pathway', '')).toEqual([
    { label: 'Mastering Backend Infrastructure', value: 'infrastructure' },
  ]);
});

test('a phase that doesn’t fit its weeks is said to, with the choices: more weeks, or two lessons on some days', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  // Three days a week for three weeks: nine days for twelve lessons.
  const panel = await admin.chooses(
    await admin.runs('cohort create', { ...given, start: '2026-11-23' }),
    ...['Monday', 'Wednesday', 'Friday'],
  );
  expect(wordsOf(panel)).toContain('**Databases** doesn’t fit its time: 12 lessons for 9 study days.');
  expect(wordsOf(panel)).toContain('Give it more weeks\nDatabases: 4 weeks');
  expect(wordsOf(panel)).toContain('Two lessons on some days\nDatabases: two on 3 days');
  const doubled = await admin.chooses(panel, 'Two lessons on some days');
  expect(wordsOf(doubled)).toContain('last 11 Dec 2026');
  await admin.presses(doubled, 'Start this cohort');
  const days = await bot.sql`select study_day from plan_days group by 1 having count(*) = 2`;
  expect(days).toHaveLength(3);
});

test('a pathway with hours and tracks is studied at its hours, whole or in part', async () => {
  const curriculum = await curriculumWith(pathway => {
    const [phase] = pathway.nodes;
    if (!phase) throw new Error('the pathway has no phase');
    const part = (name: string, from: number, to: number, hours: number) => ({
      ...phase,
      id: `hours/${name}`,
      pathwayId: 'hours',
      title: name,
      pace: { mode: 'hours', hours } as const,
      lessons: phase.lessons.slice(from, to),
    });
    const nodes = [part('first', 0, 4, 8), part('second', 4, 6, 2)];
    const tracks = [{ id: 'short', title: 'Short', note: 'Only the end', nodes: ['hours/second'] }];
    const lessons = nodes.flatMap(node => node.lessons.map(lessonId => ({ lessonId, nodeId: node.id })));
    return { ...pathway, id: 'hours', title: 'By the hour', nodes, tracks, lessons };
  });
  const bot = await startTestBot(friday, { curriculum });
  const admin = bot.admin();
  const panel = await admin.runs('cohort create', { ...given, pathway: 'By the hour', start: '2026-11-23' });
  expect(wordsOf(panel)).toContain('By the hour');
  // Eight hours at sixty minutes are eight days, two more are two: lessons, and what comes between them.
  expect(wordsOf(panel)).toMatch(
    /^6 lessons, 1 practice day, 1 reading day, 1 review day, 1 project day, Mon–Fri/m,
  );
  expect(wordsOf(panel)).toContain('first 23 Nov 2026, last 4 Dec 2026');
  const short = await admin.chooses(panel, 'Short');
  expect(wordsOf(short)).toContain('**By the hour, Short** in');
  expect(wordsOf(short)).toContain('2 lessons, Mon–Fri, 09:00 UTC, first 23 Nov 2026, last 24 Nov 2026.');
  const ready = await admin.presses(short, 'Start this cohort');
  expect(wordsOf(ready)).toContain('**By the hour, Short** in');
  expect(await bot.sql`select track_id from cohorts`).toEqual([{ track_id: 'short' }]);
  expect(wordsOf(await admin.chooses(panel, 'The whole pathway'))).toContain('was used already');
});

test('a moderator may create cohorts, a member may not, and pathways and zones are suggested', async () => {
  const bot = await startTestBot(friday);
  const lea = bot.member('lea', { roles: ['720000000000000009'] });
  expect(wordsOf(await lea.runs('cohort create', given))).toContain('That is for moderators of this server');
  await bot.admin().runs('setup', { moderator_role: '720000000000000009' });
  expect(wordsOf(await createCohort(lea, given))).toContain('Autumn is ready');
  expect(await lea.types('cohort create', 'pathway', 'infra')).toHaveLength(1);
  expect(await lea.types('cohort create', 'zone', 'kolk')).toEqual([
    { label: 'Asia/Kolkata', value: 'Asia/Kolkata' },
  ]);
});
