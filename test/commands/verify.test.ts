import { beforeAll, expect, test } from 'vitest';
import { createSigner } from '../../src/core/signature.ts';
import { removeMember } from '../../src/store/deletion.ts';
import { startTestBot } from '../support/bot.ts';
import { complete } from '../support/completed.ts';
import { warmPictures } from '../support/pictures.ts';
import { picturesOf, wordsOf } from '../support/shown.ts';

beforeAll(warmPictures);

async function issued() {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  await complete(bot, ada.id);
  const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
  const card = await ada.presses(await ada.submits(form, { name: 'Ada Lovelace' }), 'Issue it');
  const [, code = ''] = /Code: `([\w-]+)`/.exec(wordsOf(card)) ?? [];
  return { bot, ada, code, outsider: bot.member('passer-by') };
}

test('everybody can check a certificate by its code, however it is typed', async () => {
  const { ada, outsider, code } = await issued();
  const own = await ada.runs('certificate');
  const line =
    wordsOf(own)
      .split('\n')
      .find(words => words.includes(code)) ?? '';
  expect(line).toMatch(/^Issued on .*\. Code: /);
  const alt = picturesOf(own)[0]?.alt ?? '';
  const typed = [
    ...[code, code.toLowerCase(), code.replace('-', ' '), `\`${code.replace('-', '–')}\`.`],
    ...[code.replace('-', 'ー'), `Code: \`${code}\``, `Code ${code}.`, line, alt.slice(-200)],
    `BCDFG-HJKLM ${code}`,
  ];
  for (const given of typed) {
    const card = await outsider.runs('verify', { code: given });
    expect(card).toMatchObject({ private: true });
    expect(wordsOf(card)).toContain('This certificate stands');
    expect(wordsOf(card)).toContain('**Ada Lovelace** completed **Mastering Backend Infrastructure**');
  }
});

test('a code that nobody has, or that is none, is answered in one sentence, and so is one that was deleted', async () => {
  const { bot, ada, outsider, code } = await issued();
  for (const typed of ['BCDFG-HJKLM', 'hello', '<@1> @everyone'])
    expect(wordsOf(await outsider.runs('verify', { code: typed }))).toContain('There is no certificate');
  expect(wordsOf(await outsider.runs('verify', { code: 'Code: `BCDFG-HJKLM`' }))).toContain(
    '“BCDFG\\-HJKLM”',
  );
  await removeMember(bot.db, ada.id, bot.guildId);
  expect(wordsOf(await outsider.runs('verify', { code }))).toContain('There is no certificate');
});

test.each([
  ['another name', `update certificates set record = replace(record, 'Ada Lovelace', 'Eve')`],
  ['one more space', `update certificates set record = record || ' '`],
  ['another signature', `update certificates set signature = 'AAAA' || substr(signature, 5)`],
  ['no record', `update certificates set record = 'null'`],
  ['another pathway', `update certificates set pathway_id = 'fundamentals'`],
])(
  'a record that somebody has changed in the database is noticed, and nothing of it is shown: %s',
  async (_what, change) => {
    const { bot, outsider, ada, code } = await issued();
    await bot.sql.unsafe(change);
    const words = wordsOf(await outsider.runs('verify', { code }));
    expect(words).toContain('Don’t trust it');
    expect(words).not.toMatch(/Ada|Eve/);
    if (!change.includes('pathway_id'))
      expect(wordsOf(await ada.runs('certificate'))).toContain('isn’t what was signed');
  },
);

test('a record that was moved to another code is noticed', async () => {
  const { bot, outsider } = await issued();
  await bot.sql`update certificates set id = 'BCDFGHJKLM'`;
  expect(wordsOf(await outsider.runs('verify', { code: 'BCDFG-HJKLM' }))).toContain('Don’t trust it');
});

test('a record that was signed with another key is neither called good nor bad', async () => {
  const { bot, outsider, code } = await issued();
  const other = createSigner('the secret of another installation');
  const [row] = await bot.sql<{ record: string }[]>`select record from certificates`;
  const record = (row?.record ?? '').replace(/"key": "\w+"/, `"key": "${other.keyName}"`);
  await bot.sql`update certificates set record = ${record}, signature = ${other.sign(record)}`;
  expect(wordsOf(await outsider.runs('verify', { code }))).toContain('a key that I don’t have');
});
