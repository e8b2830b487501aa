import { expect, test } from 'vitest';
import { optionsOf } from '../../src/cards/quiz-card.ts';
import type { Reply } from '../../src/cards/reply.ts';
import type { Question } from '../../src/curriculum/types.ts';
import { answerShown, questionOn } from '../support/answering.ts';
import { everyRow, startTestBot, type TestBot, type TestMember } from '../support/bot.ts';
import { postLesson } from '../support/posted.ts';
import { labelsOf, payloadOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';
const lessonId = 'db/acid';

/** A bot that asks one question of this type, and three people who have answered it: one rightly, two wrongly. */
async function answered(
  type: string,
): Promise<{ bot: TestBot; ada: TestMember; lee: TestMember; mia: TestMember; id: string }> {
  const { curriculum } = await startTestBot(friday);
  const question = [...curriculum.lessons.values()]
    .flatMap(lesson => lesson.questions)
    .find(one => one.type === type && (one.type !== 'fill' || one.normalise === 'loose'));
  const lesson = curriculum.lessons.get(lessonId);
  if (!question || !lesson) throw new Error(`no question of the type ${type}`);
  const lessons = new Map(curriculum.lessons).set(lessonId, {
    ...lesson,
    questions: [{ ...question, lessonId }],
  });
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  await postLesson(bot, await bot.startCohort('Autumn'), lessonId);
  await bot.tick();
  const [ada, lee, mia] = ['ada', 'lee', 'mia'].map(name => bot.member(name)) as [
    TestMember,
    TestMember,
    TestMember,
  ];
  for (const [member, how] of [
    [ada, 'right'],
    [lee, 'wrong'],
    [mia, 'wrong'],
  ] as const) {
    await member.runs('join');
    await answerShown(bot, member, await member.runs('quiz', { lesson: lessonId }), how);
  }
  return { bot, ada, lee, mia, id: `${lessonId}#${question.id}` };
}

/** The card of an answer, which has the button. */
async function reportable(member: TestMember): Promise<Reply> {
  const again = await member.runs('quiz', { lesson: lessonId });
  return labelsOf(again).includes('Report this question')
    ? again
    : member.presses(again, /^[A-E]$|^True$|^Lock it in$/).catch(() => again);
}

async function report(member: TestMember, reason: string, note: string) {
  const card = await reportable(member);
  const form = await member.presses(card, 'Report this question');
  return member.submits(form, { note }, { reason: [reason] });
}

test('a question is reported once by each, waits for moderators, and settles with a word', async () => {
  const { bot, lee, mia, ada } = await answered('single');
  expect(wordsOf(await report(lee, 'My answer was right, too', 'see @everyone **the docs**'))).toContain(
    'The moderators see this in `/insights`.',
  );
  // What was sent stands in the window again, and can be completed.
  const again = await lee.presses(await reportable(lee), 'Report this question');
  expect(JSON.stringify(payloadOf(again))).toContain('**the docs**');
  expect(
    wordsOf(await lee.submits(again, { note: '' }, { reason: ['The answer marked as right is wrong'] })),
  ).toContain('it now says what you sent last');
  await report(mia, 'It is out of date', '');
  expect(wordsOf(await ada.runs('insights'))).toContain('That is for moderators');
  const admin = bot.admin();
  const queue = await admin.presses(await admin.runs('insights'), 'Reported questions');
  expect(wordsOf(queue)).toContain('2 reports');
  const open = await admin.forges('insights:report:', [
    (await bot.sql`select question_id from reports limit 1`)[0]?.question_id,
  ]);
  expect(wordsOf(open)).toContain('The answer marked as right is wrong');
  expect(wordsOf(open)).toContain('the docs');
  expect(wordsOf(open)).not.toContain('@everyone');
  expect(wordsOf(open)).toContain(
    'If every answer counted as right: 3 members answered it here. 2 gain points: +20 in all.',
  );
  const window = await admin.presses(open, 'Nothing is wrong');
  expect(wordsOf(await admin.submits(window, { note: 'RFC 9293 says @everyone so.' }))).toContain(
    'Settled 2 reports; the question stays as it is. Whoever reported it is told at their next command.',
  );
  expect(wordsOf(await admin.submits(window, { note: '' }))).toContain('were settled already');
  for (const member of [lee, mia]) {
    const told = wordsOf(await member.runs('today'));
    expect(told).toContain('Moderators looked at the question that you reported.');
    expect(told).toContain('They left it as it was.');
    expect(told).toContain('They say: “RFC 9293 says');
    expect(told).not.toContain('@everyone');
    expect(wordsOf(await member.runs('today'))).not.toContain('that you reported');
  }
  expect(wordsOf(await ada.runs('today'))).not.toContain('that you reported');
  expect(wordsOf(await admin.presses(await admin.runs('insights'), 'Reported questions'))).toContain(
    'No question is reported.',
  );
});

test('a corrected key counts everybody anew, tells them once, and is asked so from then on; a second press changes nothing', async () => {
  const { bot, ada, lee, id } = await answered('single');
  const admin = bot.admin();
  const open = await admin.forges(`insights:report:${id}`);
  const question = optionsOf(questionOn(bot, open));
  const [chosen] = await bot.sql`select chosen from answers where member_id = ${lee.id}`;
  const given = question.find(option => option.id === chosen?.chosen[0]);
  const form = await admin.presses(open, 'Correct the key');
  const preview = await admin.submits(
    form,
    { note: 'The documentation says so.' },
    { options: [given?.text ?? ''] },
  );
  expect(wordsOf(preview)).toContain(`The key becomes: ${given?.text}`);
  const board = () => bot.sql`select member_id, points from scores order by 1`;
  const before = await board();
  const applied = await admin.presses(preview, 'Apply');
  expect(wordsOf(applied)).toContain(
    'Done. Everybody for whom something changes, and whoever reported it, is told at their next command.',
  );
  const after = await board();
  expect(after.find(row => row.member_id === lee.id)?.points).toBe(
    (before.find(row => row.member_id === lee.id)?.points ?? 0) + 10,
  );
  expect(after.find(row => row.member_id === ada.id)?.points).toBe(
    (before.find(row => row.member_id === ada.id)?.points ?? 0) - 10,
  );
  const rows = await everyRow(bot);
  expect(wordsOf(await admin.presses(preview, 'Apply'))).toContain('This was applied already.');
  expect(wordsOf(await admin.forges('insights:apply:never-made'))).toContain('Nothing was changed');
  expect(await everyRow(bot)).toBe(rows);
  // An answer that never reached them told them nothing.
  const lost = await bot.dispatch.command(lee.actor, 'today', {});
  expect(wordsOf(lost)).toContain('was corrected');
  expect(wordsOf(await lee.runs('today'))).toMatch(
    /A question that you answered was corrected[\s\S]*Your answer counts as right now\. \+10 points\.\nThey say: “The documentation says so\.”/,
  );
  expect(wordsOf(await lee.runs('today'))).not.toContain('was corrected');
  const adas = wordsOf(await ada.runs('progress'));
  expect(adas).toContain('Your answer counts as wrong now. That was not your mistake');
  expect(adas).toContain('10 points less.');
  const errata = await admin.presses(await admin.runs('insights'), 'What was corrected');
  expect(wordsOf(errata)).toContain('The documentation says so');
});

test('progress counts as if the key had been right from the start, and leads everybody to what was corrected and why', async () => {
  const { bot, ada, lee, id } = await answered('single');
  expect(wordsOf(await lee.runs('progress'))).toContain('0 of 1 answer right');
  expect(labelsOf(await lee.runs('progress'))).not.toContain('What was corrected');
  await correct(bot, id, await chosenBy(bot, lee), 'Newer standard.');
  for (const [member, right] of [
    [lee, 1],
    [ada, 0],
  ] as const) {
    const progress = await member.runs('progress');
    expect(wordsOf(progress)).toContain(`${right} of 1 answer right`);
    const list = await member.presses(progress, 'What was corrected');
    expect(list).toMatchObject({ private: true });
    expect(wordsOf(list)).toContain('Quiz ▸ corrections');
    expect(wordsOf(list)).toContain('They say: “Newer standard.”');
  }
  expect(wordsOf(await lee.forges('quiz:page:9.errata'))).toContain('Quiz ▸ corrections');
});

test('the card of an answer to a corrected question doesn’t contradict itself: no why of the old key, and what moderators say', async () => {
  const { bot, ada, lee, id } = await answered('single');
  const question = questionNamed(bot, id);
  const [given = ''] = await chosenBy(bot, lee);
  const why = (optionId: string) => optionsOf(question).find(one => one.id === optionId)?.why ?? '';
  const key = optionsOf(question).find(({ right }) => right)?.id ?? '';
  await correct(bot, id, [given], 'The key was *old*.');
  const shown = async (member: TestMember, optionId: string) => {
    const [quiz] =
      await bot.sql`select id from quizzes where member_id = ${member.id} order by opened_at limit 1`;
    return member.forges(`quiz:answer:${quiz?.id}.0.${optionId}`);
  };
  const mended = await shown(lee, given);
  expect(wordsOf(mended)).toContain('**Right.**');
  expect(wordsOf(mended)).toContain('(right, your answer)');
  expect(wordsOf(mended)).toContain('**Your moderators corrected this question.**');
  expect(wordsOf(mended)).toContain('They say: “The key was \\*old\\*.”');
  for (const old of [why(given), why(key)]) expect(wordsOf(mended)).not.toContain(old);
  const others = optionsOf(question).filter(one => one.id !== given && one.id !== key);
  for (const other of others) expect(wordsOf(mended)).toContain(other.why);
  expect(wordsOf(await lee.presses(mended, 'What was corrected'))).toContain('corrections');
  expect(wordsOf(await shown(ada, key))).toContain('(wrong, your answer)');
  expect(wordsOf(await shown(ada, key))).not.toContain('**Right.**');

  const window = await bot
    .admin()
    .presses(await bot.admin().forges(`insights:report:${id}`), 'All answers right');
  await bot.admin().presses(await bot.admin().submits(window, { note: '' }), 'Apply');
  const every = wordsOf(await shown(ada, key));
  expect(every).toContain('**Right.**');
  expect(every).toContain('**Your moderators corrected this question:** every answer counts as right.');
  expect(every).not.toMatch(/\(right|\(wrong|, wrong/);
});

test('“my answer was right, too”: a second answer is made right, and nobody loses', async () => {
  const { bot, ada, lee, mia, id } = await answered('single');
  const question = questionNamed(bot, id);
  const [given = ''] = await chosenBy(bot, lee);
  const key = optionsOf(question).find(({ right }) => right)?.id ?? '';
  const preview = await proposed(bot, id, [key, given], '');
  expect(wordsOf(preview)).toMatch(/answered it here\. [12] gains? points: \+[12]0 in all\.\n/);
  expect(wordsOf(preview)).not.toContain('lose');
  await bot.admin().presses(preview, 'Apply');
  const points = async (member: TestMember) =>
    (await bot.sql`select points from scores where member_id = ${member.id}`)[0]?.points ?? 0;
  expect([await points(ada), await points(lee)]).toEqual([10, 10]);
  const [asIs] = await chosenBy(bot, mia);
  expect(await points(mia)).toBe(asIs === given ? 10 : 0);
  // All of them ticked: then none is wrong.
  const all = await proposed(
    bot,
    id,
    optionsOf(question).map(one => one.id),
    '',
  );
  expect(wordsOf(all)).toContain('Every answer counts as right.');
});

test('a preview says who gains and who loses, each for itself, and a word about why can be added before it is applied', async () => {
  const { bot, lee, id } = await answered('single');
  const preview = await proposed(bot, id, await chosenBy(bot, lee), '');
  expect(wordsOf(preview)).toMatch(
    /3 members answered it here\. [12] gains? points: \+[12]0 in all\. 1 loses points: −10 in all\./,
  );
  expect(wordsOf(preview)).toContain('Members are told no reason yet.');
  const admin = bot.admin();
  const window = await admin.presses(preview, 'Say why');
  const said = await admin.submits(window, { note: 'Both the manual and I say so.' });
  expect(wordsOf(said)).toContain('They say: “Both the manual and I say so');
  expect(JSON.stringify(payloadOf(await admin.presses(said, 'Change why')))).toContain('Both the manual');
  await admin.presses(said, 'Apply');
  expect(wordsOf(await lee.runs('today'))).toContain('They say: “Both the manual and I say so');
  expect(
    wordsOf(await admin.presses(said, 'Say why').catch(() => admin.presses(said, 'Change why'))),
  ).toContain('open the question again');
});

test('after a second correction everybody is told what changed since the first', async () => {
  const { bot, ada, lee, id } = await answered('single');
  const key = optionsOf(questionNamed(bot, id)).find(({ right }) => right)?.id ?? '';
  await correct(bot, id, await chosenBy(bot, lee), '');
  await ada.runs('today');
  await lee.runs('today');
  await correct(bot, id, [key], '');
  expect(wordsOf(await ada.runs('today'))).toContain('Your answer counts as right now. +10 points.');
  expect(wordsOf(await lee.runs('today'))).toMatch(/Your answer counts as wrong now\..* 10 points less\./);
  // Everything counted, and doesn't any more: that is a change, too.
  await bot.admin().presses(await wants(bot, id, 'All answers right'), 'Apply');
  expect(wordsOf(await lee.runs('today'))).toContain('Your answer counts as right now. +10 points.');
  await correct(bot, id, [key], '');
  expect(wordsOf(await lee.runs('today'))).toMatch(/Your answer counts as wrong now\..* 10 points less\./);
  expect(wordsOf(await ada.runs('today'))).not.toContain('was corrected');
});

test('reports of a question that the curriculum no longer has can be settled, too', async () => {
  const { bot, lee } = await answered('single');
  await report(lee, 'Something else', '');
  await bot.sql`update reports set question_id = 'db/acid#gone'`;
  const admin = bot.admin();
  const open = await admin.forges('insights:report:db/acid#gone');
  expect(wordsOf(open)).toContain('no longer in the curriculum');
  const window = await admin.presses(open, 'Nothing is wrong');
  expect(wordsOf(await admin.submits(window, { note: '' }))).toContain('Settled one report');
});

const questionNamed = ({ curriculum }: TestBot, id: string): Question => {
  const [lesson = '', own] = id.split('#');
  const question = curriculum.lessons.get(lesson)?.questions.find(one => one.id === own);
  if (!question) throw new Error(`no question ${id}`);
  return question;
};

async function chosenBy(bot: TestBot, member: TestMember): Promise<readonly string[]> {
  const [answer] = await bot.sql<
    { chosen: string[] }[]
  >`select chosen from answers where member_id = ${member.id}`;
  return answer?.chosen ?? [];
}

/** The preview of a key of these options. */
async function proposed(bot: TestBot, id: string, rightIds: readonly string[], note: string): Promise<Reply> {
  const admin = bot.admin();
  const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
  const texts = optionsOf(questionNamed(bot, id)).filter(one => rightIds.includes(one.id));
  return admin.submits(form, { note }, { options: texts.map(({ text }) => text) });
}

const correct = async (bot: TestBot, id: string, rightIds: readonly string[], note: string): Promise<Reply> =>
  bot.admin().presses(await proposed(bot, id, rightIds, note), 'Apply');

/** Says it without a word about why. */
async function wants(bot: TestBot, id: string, label: string): Promise<Reply> {
  const admin = bot.admin();
  const window = await admin.presses(await admin.forges(`insights:report:${id}`), label);
  return admin.submits(window, {});
}

test.each(['single', 'multi', 'truefalse', 'order', 'fill', 'output'])(
  'every answer to a %s question can be made right, and the question taken out',
  async type => {
    const { bot, id } = await answered(type);
    const admin = bot.admin();
    await admin.presses(await wants(bot, id, 'All answers right'), 'Apply');
    const sums = await bot.sql`select points from scores where points > 0`;
    expect(sums).toHaveLength(3);
    expect(new Set(sums.map(row => row.points)).size).toBe(1);
    const taken = await wants(bot, id, 'Take it out');
    expect(wordsOf(taken)).toContain('From now on it is not asked here any more. What it has paid stays.');
    expect(wordsOf(await admin.presses(taken, 'Apply'))).toContain(
      'nobody loses anything. Whoever reported it',
    );
    expect(wordsOf(await bot.member('noa').runs('quiz', { lesson: lessonId }))).toBe(
      'There are no questions here yet.',
    );
    expect(await bot.sql`select points from scores where points > 0`).toEqual(sums);
  },
);

test('of a typed answer one more spelling can be accepted, and those before it stay accepted', async () => {
  const { bot, id } = await answered('fill');
  const admin = bot.admin();
  for (const typed of ['surely something else', 'a third way']) {
    const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
    const preview = await admin.submits(form, { typed });
    expect(wordsOf(preview)).toContain(`The key becomes: ${typed}`);
    await admin.presses(preview, 'Apply');
  }
  expect(await bot.sql`select points from scores where points > 0`).toHaveLength(3);
  const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
  expect(wordsOf(await admin.submits(form, { typed: 'A Third Way' }))).toContain('That is its key already');
});

test('what was accepted by mistake can be replaced, or taken back to the key of the lesson, and everybody has what that pays', async () => {
  const { bot, ada, lee, id } = await answered('fill');
  const admin = bot.admin();
  const question = questionNamed(bot, id);
  if (question.type !== 'fill') throw new Error('no fill');
  const [own = ''] = question.accept;
  const points = async () =>
    Promise.all(
      [ada, lee].map(
        async ({ id: member }) =>
          (await bot.sql`select points from scores where member_id = ${member}`)[0]?.points ?? 0,
      ),
    );
  const typed = async (text: string, picks = {}) =>
    admin.submits(
      await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key'),
      { typed: text },
      picks,
    );
  const only = { besides: ['Only this is right from now on'] };
  const before = await points();
  expect(labelsOf(await admin.forges(`insights:report:${id}`))).not.toContain(
    'Back to the key of the lesson',
  );
  await admin.presses(await typed('surely something else'), 'Apply');
  expect(await points()).toEqual([before[0], 10]);
  const replaced = await typed(own, only);
  expect(wordsOf(replaced)).toContain('(and nothing else)');
  await admin.presses(replaced, 'Apply');
  expect(await points()).toEqual(before);
  await admin.presses(await typed('surely something else', only), 'Apply');
  expect(await points()).toEqual([0, 10]);
  await lee.runs('today');
  const back = await wants(bot, id, 'Back to the key of the lesson');
  expect(wordsOf(back)).toContain(`It goes back to the key of the lesson: ${question.accept.join('; ')}`);
  await admin.presses(back, 'Apply');
  expect(await points()).toEqual(before);
  expect(wordsOf(await lee.runs('today'))).toContain('10 points less.');
  const decide = await admin.forges(`insights:report:${id}`);
  expect(labelsOf(decide)).not.toContain('Back to the key of the lesson');
  expect(wordsOf(decide)).not.toContain('surely something else');
  expect(wordsOf(await admin.forges('insights:errata:'))).toContain('(back to the key of the lesson)');
});

test('what is no key is said in so many words, and the window comes back as it was filled in', async () => {
  const { bot, id } = await answered('order');
  const admin = bot.admin();
  const question = questionNamed(bot, id);
  if (question.type !== 'order') throw new Error('no order');
  const [first] = question.items;
  const places = question.items.slice(1).map((_, n) => [`place-${n}`, [first?.text ?? '']] as const);
  const rows = await bot.sql`select 1 from errata`;
  const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
  const hasNote = JSON.stringify(payloadOf(form)).includes('"note"');
  const said = await admin.submits(
    form,
    hasNote ? { note: 'A long and careful reason' } : {},
    Object.fromEntries(places),
  );
  expect(wordsOf(said)).toContain('One item stands in two places; each place needs another one.');
  const again = await admin.presses(said, 'Open it again, as you filled it in');
  if (again.kind !== 'form') throw new Error('no window');
  expect(
    again.fields.map(field => ('chosen' in field ? field.chosen : 'value' in field ? field.value : '')),
  ).toEqual([...places.map(() => first?.id), ...(hasNote ? ['A long and careful reason'] : [])]);
  const turned = question.items.map(({ text }) => text).toReversed();
  const mended = turned.slice(0, -1).map((text, n) => [`place-${n}`, [text]] as const);
  expect(wordsOf(await admin.submits(again, {}, Object.fromEntries(mended)))).toContain('The key becomes: ');
  expect(await bot.sql`select 1 from errata`).toEqual(rows);
});

test('only moderators can settle, whatever id is sent', async () => {
  const { bot, ada, id } = await answered('single');
  const before = await everyRow(bot);
  for (const action of [
    'reports',
    'errata',
    'report',
    'correct',
    'all-right',
    'retire',
    'own-key',
    'key-again',
    'keep',
    'why',
    'apply',
  ])
    expect
      .soft(wordsOf(await ada.forges(`insights:${action}:${id}`)), action)
      .toContain('That is for moderators');
  expect(await everyRow(bot)).toBe(before);
});
