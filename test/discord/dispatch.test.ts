import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { say } from '../../src/cards/reply.ts';
import { type Command, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { createDispatch } from '../../src/discord/dispatch.ts';
import { createLog } from '../../src/log.ts';
import { connect } from '../../src/store/connect.ts';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const now = '2026-11-20T12:00:00Z';

/** A bot with one command, `/try`, that anybody may use. */
const botWith = (run: Command['run'], deadlineMs?: number) => {
  const options = { note: { type: 'text', description: 'A note', suggest: run as never } } as const;
  const command = defineCommand({
    description: 'Try',
    who: 'everyone',
    where: ['server'],
    options,
    run,
    buttons: { go: { who: 'everyone', run: run as never } },
    forms: { go: { who: 'everyone', run: run as never } },
  });
  const settings = { commands: new Map([['try', command]]) };
  return startTestBot(now, deadlineMs === undefined ? settings : { ...settings, deadlineMs });
};
const levels = (lines: readonly string[]) => lines.map(line => (JSON.parse(line) as { level: number }).level);

test('promise 2: a bug is an apology with a number, and only the number leads to the log', async () => {
  const bot = await botWith(({ memberId, options }) => {
    throw new SyntaxError(`<@${memberId}> wrote "${String(options.note)}", which is not valid`);
  });
  const ada = bot.member('ada');
  const reply = await ada.runs('try', { note: 'my secret diary' });
  expect(reply).toMatchObject({ private: true, accent: 'sorry' });
  expect(wordsOf(reply)).toBe(
    'Something broke on our side, not yours. Try again; if it stays broken, tell a moderator this number: `999000000000000009`.',
  );
  expect(bot.logLines).toHaveLength(1);
  expect(bot.logLines[0]).toContain('"reference":"999000000000000009"');
  expect(bot.logLines[0]).toContain('SyntaxError');
  expect(bot.logLines[0]).not.toMatch(new RegExp(`secret|diary|${ada.id}`));
});

test('promise 6: the error of a failed query is logged without what was typed or who typed it', async () => {
  const bot = await botWith(async ({ db, memberId, options }) => {
    await db.execute(
      sql`insert into memberships (guild_id, cohort_id, member_id, joined_at) values ('g', ${options.note}, ${memberId}, ${options.note})`,
    );
    return say('never');
  });
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('try', { note: 'my secret diary' }))).toContain('Something broke');
  expect(bot.logLines).toHaveLength(1);
  expect(bot.logLines[0]).toContain('Failed query');
  expect(bot.logLines[0]).not.toContain('secret');
  expect(bot.logLines[0]).not.toContain(ada.id);
});

test('a refusal is its own sentence, private, and no matter for the log', async () => {
  const bot = await botWith(() => {
    throw new Refusal('Not today. Come back tomorrow.');
  });
  const ada = bot.member('ada');
  for (const reply of [await ada.runs('try'), await ada.forges('try:go:')]) {
    expect(reply).toMatchObject({ private: true });
    expect(wordsOf(reply)).toBe('Not today. Come back tomorrow.');
  }
  expect(bot.logLines).toEqual([]);
});

test('promise 2: what takes too long is given up in words, and its late failure disturbs nobody', async () => {
  let fail: (error: Error) => void = () => {};
  const bot = await botWith(
    () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
    20,
  );
  const ada = bot.member('ada');
  const slow = wordsOf(await ada.runs('try'));
  expect(slow).toContain('That took too long, so I stopped waiting.');
  const [, reference = ''] = /tell a moderator this number: `(\w+)`\.$/.exec(slow) ?? [];
  expect(bot.logLines.join('')).toContain(`"reference":"${reference}"`);
  fail(new Error('too late to matter'));
  expect(wordsOf(await ada.forges('try:go:'))).toContain('What already counted will not count twice');
  expect(await ada.types('try', 'note', 'x')).toEqual([]);
  expect(levels(bot.logLines)).toEqual([40, 40, 40]);
});

test('promise 2: with the database away every way in answers an apology at once', async () => {
  const real = await startTestBot(now);
  const nowhere = connect('postgres://nobody:canary@127.0.0.1:1/nothing');
  const lines: string[] = [];
  const dispatch = createDispatch({
    commands: real.commands,
    db: nowhere.db,
    curriculum: () => real.curriculum,
    now: real.now,
    log: createLog('info', { write: line => void lines.push(line) }),
  });
  const { actor, id } = real.member('ada');
  const away = `I can’t reach my records right now. Nothing was lost or changed. Try again in a minute; if it stays like this, tell a moderator this number: \`${actor.reference}\`.`;
  expect(wordsOf(await dispatch.command(actor, 'join', {}))).toBe(away);
  expect(wordsOf(await dispatch.press(actor, 'lesson:done:db/acid', []))).toBe(away);
  const admin = real.admin().actor;
  expect(wordsOf(await dispatch.form(admin, 'setup:zone:', { zone: 'Europe/Rome' }))).toBe(
    away.replace(actor.reference, admin.reference),
  );
  expect(await dispatch.suggest(actor, 'join', 'cohort', 'a')).toEqual([]);
  // What needs no records still works.
  expect(wordsOf(await dispatch.command(actor, 'help', {}))).toContain('Where to start');
  expect(levels(lines)).toEqual([40, 40, 40, 40]);
  expect(lines.join('')).not.toMatch(new RegExp(`canary|${id}`));
  await nowhere.close();
});

test('a button or form that this bot never made, or no longer makes, is answered politely', async () => {
  const bot = await botWith(() => say('done'));
  const ada = bot.member('ada');
  const old =
    'That button is from an older message and no longer does anything. Nothing was changed. Try the command again.';
  const forged = ['', 'x', 'try', 'try:', 'try:gone:', 'gone:go:', 'try:constructor:', 'try:__proto__:'];
  for (const id of [
    ...forged,
    'constructor:go:',
    '__proto__:go:',
    'try:toString:x',
    'try:go',
    'try:go:a\nb',
  ]) {
    expect.soft(wordsOf(await ada.forges(id)), id).toBe(old);
    expect.soft(wordsOf(await bot.dispatch.form(ada.actor, id, {})), id).toBe(old);
  }
  expect(wordsOf(await bot.dispatch.command(ada.actor, 'gone', {}))).toBe(old);
  expect(wordsOf(await ada.forges('try:go:anything'))).toBe('done');
  expect(bot.logLines).toEqual([]);
});

test('no more than 25 suggestions leave, and a failing one leaves none', async () => {
  const many = Array.from({ length: 40 }, (_, n) => ({ label: `${n}`, value: `${n}` }));
  const bot = await botWith(() => many as never);
  expect(await bot.member('ada').types('try', 'note', '')).toHaveLength(25);
  const broken = await botWith(() => {
    throw new Error('broken');
  });
  expect(await broken.member('ada').types('try', 'note', '')).toEqual([]);
  expect(levels(broken.logLines)).toEqual([40]);
});
