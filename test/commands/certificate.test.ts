import { beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { type CertificateRecord, recordText } from '../../src/core/certificate.ts';
import { createSigner } from '../../src/core/signature.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { addCertificate } from '../../src/store/certificates.ts';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { startTestBot } from '../support/bot.ts';
import { complete } from '../support/completed.ts';
import { warmPictures } from '../support/pictures.ts';
import { fileIn, labelsOf, picturesOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';
import { expectWhole } from '../support/whole.ts';

beforeAll(warmPictures);

const friday = '2026-11-20T12:00:00Z';

async function hall(curriculum?: Curriculum) {
  const bot = await startTestBot(friday, curriculum ? { curriculum } : {});
  await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  const issue = async (name: string): Promise<Reply> => {
    const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
    return ada.presses(await ada.submits(form, { name }), 'Issue it');
  };
  return { bot, ada, issue };
}

test('on the way it says in numbers what is missing, and leads there', async () => {
  const { ada } = await hall();
  const card = await ada.runs('certificate');
  expectWhole(card, 'on the way');
  expect(wordsOf(card)).toContain('On the way to a certificate');
  expect(wordsOf(card)).toContain('**Lessons:** 0 of 12 done: 10 more, and it is enough.');
  expect(wordsOf(card)).toMatch(/\*\*Objectives held:\*\* 0 of \d+: \d+ more/);
  expect(wordsOf(card)).toMatch(/\*\*Projects to pass:\*\* Lab/);
  expect(labelsOf(card)).toEqual(['Today’s lesson', 'Review', 'The project', 'My progress']);
  for (const step of labelsOf(card))
    expect(wordsOf(await ada.presses(card, step))).not.toContain('older message');
});

test('with ten of twelve lessons, most objectives and the projects it is theirs, with the name that they choose', async () => {
  const { bot, ada, issue } = await hall();
  await complete(bot, ada.id, { without: 2 });
  const complete_ = await ada.runs('certificate');
  expect(wordsOf(complete_)).toContain('You have completed');
  const form = await ada.presses(complete_, 'Put a name on it');
  expect(wordsOf(form)).not.toContain('ada');

  const card = await issue('Ada *Lovelace* @everyone');
  expectWhole(card, 'issued');
  expect(wordsOf(card)).toContain('Ada \\*Lovelace\\* @\u2060everyone');
  expect(wordsOf(card)).toContain('10 of 12 lessons');
  expect(wordsOf(card)).not.toMatch(/certified/i);
  expect(picturesOf(card)).toMatchObject([{ name: 'certificate.png', width: 1600 }]);
  const file = JSON.parse(fileIn(card, 'certificate.json')) as { record: string };
  expect(JSON.parse(file.record)).toMatchObject({ statement: 'completed', name: 'Ada *Lovelace* @everyone' });
  expect(file.record).not.toContain(ada.id);
});

test('it is issued once: who presses twice, or comes back, sees the first', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id);
  const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
  const drafts = [await ada.submits(form, { name: 'Ada' }), await ada.submits(form, { name: 'Eve' })];
  const [one, two] = await Promise.all(drafts.map(draft => ada.presses(draft, 'Issue it')));
  if (!one || !two) throw new Error('nothing was issued');
  expect(codeOf(one)).toBeDefined();
  expect(codeOf(two)).toBe(codeOf(one));
  expect(codeOf(await ada.runs('certificate'))).toBe(codeOf(one));
  expect(await bot.sql`select 1 from certificates`).toHaveLength(1);
  const words = 'It was issued already; the name can’t be changed.';
  expect([one, two].filter(reply => wordsOf(reply).includes(words))).toHaveLength(1);
  expect(wordsOf(await ada.submits(form, { name: 'Zoe' }))).toContain(words);
});

test('nothing is issued before its owner has seen the name on it, and another can be chosen', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id);
  const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
  const draft = await ada.submits(form, { name: 'Ada Lovelacee' });
  expectWhole(draft, 'draft');
  expect(labelsOf(draft)).toEqual(['Issue it', 'Another name']);
  expect(picturesOf(draft)).toHaveLength(1);
  expect(wordsOf(draft)).toContain('Nothing is issued yet');
  expect(wordsOf(draft)).not.toContain('Code:');
  expect(await bot.sql`select 1 from certificates`).toHaveLength(0);
  const better = await ada.submits(await ada.presses(draft, 'Another name'), { name: 'Ada Lovelace' });
  expect(wordsOf(await ada.presses(better, 'Issue it'))).toContain('**Ada Lovelace** completed');
  // Somebody else's press finds no draft of theirs.
  const [bob, old] = [bot.member('bob'), await ada.presses(draft, 'Issue it')];
  expect(wordsOf(old)).toContain('**Ada Lovelace** completed');
  await bob.runs('join');
  await complete(bot, bob.id);
  expect(wordsOf(await bob.presses(better, 'Issue it'))).toContain('nothing was issued');
});

test('a name that can’t be drawn wholly is said so before it is final', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id);
  const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
  const draft = await ada.submits(form, { name: 'Ada 李' });
  expect(picturesOf(draft)).toEqual([]);
  expect(wordsOf(draft)).toContain('I don’t have letters for all of this name');
  expect(labelsOf(draft)).toEqual(['Another name', 'Issue it']);
  expect(await bot.sql`select 1 from certificates`).toHaveLength(0);
});

test('an old form gives nothing to whom something is missing', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id);
  const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
  await bot.sql`delete from lesson_progress where ctid in (select ctid from lesson_progress limit 3)`;
  expect(wordsOf(await ada.submits(form, { name: 'Ada' }))).toContain('Something is still missing');
  expect(await bot.sql`select 1 from certificates`).toHaveLength(0);
});

test('a name without a letter is asked for again; one that can’t be drawn is written in words', async () => {
  const { bot, ada, issue } = await hall();
  await complete(bot, ada.id);
  const form = await ada.presses(await ada.runs('certificate'), 'Put a name on it');
  expect(wordsOf(await ada.submits(form, { name: '🎉 \u200b' }))).toContain('I need a name');
  const card = await issue('محمد علي');
  expect(wordsOf(card)).toContain('I have no letters to draw this name with');
  expect(wordsOf(card)).toContain('محمد علي');
  expect(picturesOf(card)).toEqual([]);
  expect(fileIn(card, 'certificate.json')).toContain('محمد علي');
});

test('who wants text only gets text only', async () => {
  const { bot, ada, issue } = await hall();
  await complete(bot, ada.id);
  await setMemberSettings(bot.db, { guildId: bot.guildId, memberId: ada.id }, { textOnly: true }, bot.now());
  const card = await issue('Ada');
  expect(picturesOf(card)).toEqual([]);
  expect(wordsOf(card)).toContain('**Ada** completed **Mastering Backend Infrastructure**');
  expect(wordsOf(card)).not.toContain('no picture');
});

test('who studies nothing is told how to begin, and a pathway that isn’t there is said to be unknown', async () => {
  const { bot, ada } = await hall();
  expect(wordsOf(await bot.member('lee').runs('certificate'))).toContain('for a pathway that you study');
  expect(wordsOf(await ada.runs('certificate', { pathway: 'cooking' }))).toContain('I don’t know a pathway');
  expect(await ada.types('certificate', 'pathway', 'infra')).toMatchObject([{ value: 'infrastructure' }]);
});

test('what was answered with a hint, or before a week had passed, holds nothing', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id);
  await bot.sql`update answers set hinted = true`;
  expect(wordsOf(await ada.runs('certificate'))).toMatch(/Objectives held:\*\* 0 of/);
  await bot.sql`update answers set hinted = false, answered_at = answered_at - interval '1 second'`;
  expect(wordsOf(await ada.runs('certificate'))).toMatch(/Objectives held:\*\* 0 of/);
  await bot.sql`update answers set answered_at = answered_at + interval '1 second'`;
  expect(wordsOf(await ada.runs('certificate'))).toContain('You have completed');
});

test('a correction of a key counts for the certificate, too', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id);
  await bot.sql`update answers set is_right = false`;
  // They chose what is right by the key of today, whatever was thought then.
  expect(wordsOf(await ada.runs('certificate'))).toContain('You have completed');
});

const codeOf = (reply: Reply) => /Code: `([\w-]+)`/.exec(wordsOf(reply))?.[1];

test('a certificate is offered and opened whatever became of the cohort, of what was learned and of the pathway', async () => {
  const { curriculum } = await startTestBot(friday);
  const taught = { ...curriculum, pathways: new Map(curriculum.pathways) };
  const { bot, ada, issue } = await hall(taught);
  await complete(bot, ada.id);
  const code = codeOf(await issue('Ada'));
  expect(code).toBeDefined();
  const offered = { label: 'Mastering Backend Infrastructure', value: 'infrastructure' };
  const changes = [
    () => ada.runs('leave'),
    () => bot.sql`delete from lesson_progress`,
    async () => taught.pathways.delete('infrastructure'),
  ];
  for (const change of changes) {
    await change();
    expect(codeOf(await ada.runs('certificate'))).toBe(code);
    expect(await ada.types('certificate', 'pathway', 'infra')).toEqual([offered]);
    for (const pathway of [offered.value, offered.label])
      expect(codeOf(await ada.runs('certificate', { pathway }))).toBe(code);
  }
});

test('with nothing studied the one issued last is opened; on the way to another one is told of those there are', async () => {
  const { curriculum } = await startTestBot(friday);
  const { bot, ada, issue } = await hall(twoPathways(curriculum));
  await complete(bot, ada.id);
  const code = codeOf(await issue('Ada')) ?? '';
  await ada.runs('leave');
  // An older one, of the other pathway.
  const signer = createSigner('a secret that only tests know');
  const [row] = await bot.sql<{ record: string }[]>`select record from certificates`;
  const facts = JSON.parse(row?.record ?? '') as CertificateRecord;
  const record = recordText({ ...facts, code: 'BCDFGHJKLM', pathway: 'The whole way', pathwayId: 'way' });
  await addCertificate(bot.db, {
    ...{ guildId: bot.guildId, memberId: ada.id, pathwayId: 'way', id: 'BCDFGHJKLM', record },
    ...{ signature: signer.sign(record), issuedAt: new Date('2026-11-19T12:00:00Z') },
  });
  expect(codeOf(await ada.runs('certificate'))).toBe(code);
  expect((await ada.types('certificate', 'pathway', '')).map(({ value }) => value)).toEqual([
    'infrastructure',
    'way',
  ]);
  expect(codeOf(await ada.runs('certificate', { pathway: 'way' }))).toBe('BCDFG-HJKLM');
  await bot.sql`delete from certificates where pathway_id = 'infrastructure'`;
  await ada.runs('solo start', { pathway: 'infrastructure' });
  await bot.sql`delete from lesson_progress`;
  const onTheWay = await ada.runs('certificate');
  expect(wordsOf(onTheWay)).toContain('On the way to a certificate');
  expect(wordsOf(onTheWay)).toContain('You have a certificate for The whole way');
  expect(codeOf(await ada.runs('certificate', { pathway: 'way' }))).toBe('BCDFG-HJKLM');
});

test('what is still missing is told after the cohort, too', async () => {
  const { bot, ada } = await hall();
  await complete(bot, ada.id, { without: 5 });
  await bot.sql`update cohorts set state = 'archived'`;
  expect(wordsOf(await ada.runs('certificate'))).toContain('**Lessons:** 7 of 12 done');
  expect(await ada.types('certificate', 'pathway', '')).toMatchObject([{ value: 'infrastructure' }]);
});
