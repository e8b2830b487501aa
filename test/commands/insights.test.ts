import { beforeAll, expect, test } from 'vitest';
import type { Card, Reply } from '../../src/cards/reply.ts';
import type { Lesson, Question } from '../../src/curriculum/types.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { startTestBot } from '../support/bot.ts';
import { answerTo, giveAnswers, memberIds } from '../support/given-answers.ts';
import { warmPictures } from '../support/pictures.ts';
import { findButton, labelsOf, picturesOf, wordsOf } from '../support/shown.ts';
import { allPages, expectWhole } from '../support/whole.ts';

beforeAll(warmPictures);

type Type = Question['type'];

/** A lesson with a question of each type wanted, all from the curriculum. */
function lessonOf(curriculum: { readonly lessons: ReadonlyMap<string, Lesson> }, ...types: Type[]): Lesson {
  const found = [...curriculum.lessons.values()].find(({ questions }) =>
    types.every(type => questions.some(question => question.type === type)),
  );
  if (!found) throw new Error(`no lesson with ${types.join(' and ')}`);
  return found;
}
const questionOf = ({ questions }: Lesson, type: Type): Question => {
  const found = questions.find(question => question.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
};

/** Forty members, of whom the first know most: each answers every question of the lesson but the one left out. */
async function studied(
  lessons: (all: ReadonlyMap<string, Lesson>) => readonly Lesson[],
  leaveOut?: Question,
) {
  const bot = await startTestBot('2026-11-20T09:00:00Z');
  const members = memberIds(40);
  const chosen = lessons(bot.curriculum.lessons);
  await giveAnswers(
    bot,
    chosen.flatMap(({ questions }) =>
      questions
        .filter(question => question !== leaveOut)
        .flatMap((question, place) =>
          members.map((memberId, i) => ({
            ...{ memberId, question },
            chosen: answerTo(question, i < 16 + 2 * place || (i + place) % 7 === 0),
          })),
        ),
    ),
  );
  return { bot, members, lessons: chosen };
}
const first = (all: ReadonlyMap<string, Lesson>): readonly Lesson[] => [...all.values()].slice(0, 1);

test('before anybody has answered, it says that it is too early, and shows no percentages', async () => {
  const bot = await startTestBot('2026-11-20T09:00:00Z');
  const lea = bot.admin();
  const shown = await lea.runs('insights');
  expect(shown).toMatchObject({ private: true });
  expect(wordsOf(shown)).toContain('No answers yet: too early for percentages. They come from 5 answers on.');
  expect(picturesOf(shown)).toEqual([]);
  expect(labelsOf(shown)).toEqual(['Reported questions', 'What was corrected']);
  const [lesson] = first(bot.curriculum.lessons);
  const ofLesson = await lea.runs('insights', { lesson: lesson?.id ?? '' });
  expect(wordsOf(ofLesson)).toContain('Nobody has answered a question of this lesson here.');
  expect(wordsOf(await lea.presses(ofLesson, 'All lessons'))).toContain('## How questions do');
});

test('four answers are too few for a percentage, five are enough', async () => {
  const bot = await startTestBot('2026-11-20T09:00:00Z');
  const [lesson] = first(bot.curriculum.lessons);
  const [question] = lesson?.questions ?? [];
  if (!lesson || !question) throw new Error('no question');
  const members = memberIds(5);
  const give = (ids: readonly string[]) =>
    giveAnswers(
      bot,
      ids.map(memberId => ({ memberId, question, chosen: answerTo(question, true) })),
    );
  await give(members.slice(0, 4));
  const lea = bot.admin();
  const all = async () => [
    await lea.runs('insights'),
    await lea.runs('insights', { lesson: lesson.id }),
    await lea.forges(`insights:question:.${lesson.id}`, [question.id]),
  ];
  for (const card of await all()) {
    expect.soft(wordsOf(card)).toMatch(/4 answers/);
    expect.soft(wordsOf(card)).not.toMatch(/\d % right|▰/);
    expect.soft(picturesOf(card)).toEqual([]);
  }
  await give(members.slice(4));
  for (const card of await all()) {
    expect.soft(wordsOf(card)).toMatch(/100 %/);
    expect.soft(picturesOf(card)).toHaveLength(1);
  }
  // Thirds of five members would say what one of them chose.
  expect(wordsOf((await all())[2] ?? never())).not.toContain('top third');
});
const never = (): Reply => {
  throw new Error('not there');
};

test('with fewer than ten answers to any question it is said that nothing can be said yet, in plain words', async () => {
  const bot = await startTestBot('2026-11-20T09:00:00Z');
  const [lesson] = first(bot.curriculum.lessons);
  const [question] = lesson?.questions ?? [];
  if (!lesson || !question) throw new Error('no question');
  const give = (ids: readonly string[], isRight: (i: number) => boolean) =>
    giveAnswers(
      bot,
      ids.map((memberId, i) => ({ memberId, question, chosen: answerTo(question, isRight(i)) })),
    );
  const members = memberIds(12);
  await give(members.slice(0, 9), () => false);
  const words = async () => {
    const overview = await bot.admin().runs('insights');
    const ofLesson = await bot.admin().runs('insights', { lesson: lesson.id });
    return [wordsOf(overview), wordsOf(ofLesson)].join('\n');
  };
  const early = await words();
  expect(early).toContain('Too few answers to say what stands out: that takes 10 to one question.');
  expect(early).not.toContain('Nothing stands out');
  expect(early).toContain(
    'too early to say whether those who know more do better here: that takes 30 people',
  );
  await give(members.slice(9), () => true);
  expect(await words()).toContain('**To look at:** 1 too hard.');
});

test('lessons are listed with what wants a look first, as a picture and in words, and lead to their questions', async () => {
  const { bot, lessons } = await studied(all => [...all.values()].slice(0, 12));
  const lea = bot.admin();
  const shown = await lea.runs('insights');
  const pages = await allPages(lea, shown, 'overview');
  expect(pages).toHaveLength(2);
  for (const page of pages) {
    const [picture] = picturesOf(page);
    expect(picture).toMatchObject({ name: 'insights.png', width: 1100 });
  }
  const words = pages.map(wordsOf).join('\n');
  for (const { title } of lessons) expect(words).toContain(`**${title}**: `);
  expect(wordsOf(shown)).toContain('first answers to questions of 12 lessons');
  const [wanted] = lessons;
  const ofLesson = await lea.chooses(
    pages.find(page => wordsOf(page).includes(`**${wanted?.title}**`)) ?? never(),
    labelOf(pages, wanted?.title ?? ''),
  );
  expect(ofLesson).toMatchObject({ replaces: true });
  expectWhole(ofLesson, 'lesson');
  expect(wordsOf(ofLesson)).toContain(`Insights ▸ everybody here ▸ ${wanted?.title}`);
  expect(wordsOf(ofLesson)).toContain('tells those who know from those who don’t: yes');
  expect(wordsOf(await lea.presses(ofLesson, 'All lessons'))).toBe(wordsOf(shown));
});

/** `3. Joins`, as the list offers it. */
function labelOf(pages: readonly Reply[], title: string): string {
  const label = pages
    .map(wordsOf)
    .join('\n')
    .split('\n')
    .find(line => new RegExp(`^\\d+\\. ${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`).test(line));
  if (!label) throw new Error(`${title} is not offered`);
  return label;
}

test('a wrong key is suspected, told in words with what to do, and can be corrected from there; then it is judged anew', async () => {
  const lessonsWith = (all: ReadonlyMap<string, Lesson>) => [lessonOf({ lessons: all }, 'single')];
  const bot0 = await startTestBot('2026-11-20T09:00:00Z');
  const suspect = questionOf(lessonOf(bot0.curriculum, 'single'), 'single');
  if (!('options' in suspect)) throw new Error('no options');
  const { bot, members, lessons } = await studied(lessonsWith, suspect);
  const [lesson] = lessons;
  if (!lesson) throw new Error('no lesson');
  // Who knows the rest takes the same wrong option; the others spread over all.
  const wrong = suspect.options.filter(({ right }) => !right);
  const key = suspect.options.find(({ right }) => right);
  await giveAnswers(
    bot,
    members.map((memberId, i) => ({
      ...{ memberId, question: suspect },
      chosen: [(i < 22 ? wrong[0] : i % 3 === 0 ? key : wrong[1])?.id ?? ''],
    })),
  );
  const lea = bot.admin();
  const overview = await lea.runs('insights');
  expect(wordsOf(overview)).toContain('1 key in doubt');
  const ofLesson = await lea.runs('insights', { lesson: lesson.title });
  expect(wordsOf(ofLesson)).toContain('**key in doubt**: open it and check the key');
  const place = lesson.questions.indexOf(suspect) + 1;
  const question = await lea.forges(`insights:question:.${lesson.id}`, [suspect.id]);
  expectWhole(question, 'question');
  const words = wordsOf(question);
  expect(words).toContain(`Insights ▸ everybody here ▸ ${lesson.title} ▸ question ${place}`);
  expect(words).toContain('**The key may be wrong.**');
  expect(words).toContain('tells those who know from those who don’t: the wrong way round');
  expect(words).toContain('Also: the wrong way round, too hard. That may come from the key alone.');
  expect(words).toMatch(/▰▰▰▰▰▰▱▱▱▱ 55 %; top third 100 %, bottom third 0 %/);
  expect(picturesOf(question)[0]?.alt).toContain('top third 100 %');
  expect(wordsOf(await lea.presses(question, 'Back to the lesson'))).toBe(wordsOf(ofLesson));

  const form = await lea.presses(await lea.presses(question, 'Correct this question'), 'Correct the key');
  const preview = await lea.submits(form, {}, { options: [wrong[0]?.text ?? ''] });
  await lea.presses(preview, 'Apply');
  const after = await lea.runs('insights');
  expect(wordsOf(after)).not.toContain('in doubt');
  const mended = wordsOf(await lea.forges(`insights:question:.${lesson.id}`, [suspect.id]));
  expect(mended).toContain('**55 % right (40 answers)**; tells those who know from those who don’t: yes');
  expect(mended).not.toContain('The key may be wrong');
});

test('what members typed is never shown: only what the bank knows, and anything else together', async () => {
  const bot = await startTestBot('2026-11-20T09:00:00Z');
  const lesson = lessonOf(bot.curriculum, 'fill');
  const question = questionOf(lesson, 'fill');
  await giveAnswers(
    bot,
    memberIds(12).map((memberId, i) => ({
      ...{ memberId, question },
      chosen: i < 4 ? answerTo(question, true) : [`my secret ${i}`],
    })),
  );
  const words = wordsOf(await bot.admin().forges(`insights:question:.${lesson.id}`, [question.id]));
  expect(words).toContain('Anything else\n   ▰▰▰▰▰▰▰▱▱▱ 67 %');
  expect(words).toContain('33 % right (12 answers)');
  expect(words).not.toContain('secret');
});

test('of each type the question with the longest words fits onto its card, with all that can be flagged', async () => {
  const lengthOf = (question: Question) => JSON.stringify(question).replace(/"why":"[^"]*"/g, '').length;
  const longest = new Map<Type, Question>();
  const { bot, lessons } = await studied(all => {
    for (const question of [...all.values()].flatMap(lesson => lesson.questions)) {
      const known = longest.get(question.type);
      if (!known || lengthOf(known) < lengthOf(question)) longest.set(question.type, question);
    }
    const ids = new Set(Array.from(longest.values(), question => question.lessonId));
    return [...all.values()].filter(({ id }) => ids.has(id));
  });
  expect([...longest.keys()].sort()).toEqual(['fill', 'multi', 'order', 'output', 'single', 'truefalse']);
  const lea = bot.admin();
  for (const { id } of lessons) expectWhole(await lea.runs('insights', { lesson: id }), id);
  for (const { lessonId, id } of longest.values()) {
    const shown = await lea.forges(`insights:question:.${lessonId}`, [id]);
    expectWhole(shown, `${lessonId}#${id}`);
    expect(wordsOf(shown)).toContain('top third');
    expect(picturesOf(shown)).toHaveLength(1);
  }
});

test('of a cohort only its members count', async () => {
  const { bot, members } = await studied(first);
  const cohortId = await bot.startCohort('Autumn *1*');
  for (const memberId of members.slice(0, 8))
    await addMembership(bot.db, { guildId: bot.guildId, cohortId, memberId }, bot.now());
  const lea = bot.admin();
  const shown = await lea.runs('insights', { cohort: 'autumn *1*' });
  const [lesson] = first(bot.curriculum.lessons);
  const questions = lesson?.questions.length ?? 0;
  expect(wordsOf(shown)).toContain('Insights ▸ Autumn \\*1\\*');
  expect(wordsOf(shown)).toContain(`${8 * questions} first answers to questions of 1 lesson`);
  // The cohort is kept from card to card.
  const ofLesson = await lea.chooses(shown, `1. ${lesson?.title}`);
  expect(wordsOf(ofLesson)).toContain(`${8 * questions} first answers`);
  expect(wordsOf(await lea.presses(ofLesson, 'All lessons'))).toContain(`${8 * questions} first answers`);
  expect(wordsOf(await lea.runs('insights', { cohort: 'winter' }))).toContain('I don’t know a cohort called');
  await bot.sql`delete from cohorts`;
  expect(wordsOf(await lea.presses(ofLesson, 'All lessons'))).toContain('That cohort is gone');
});

test('what nobody made is answered politely, and a question that is gone, too', async () => {
  const { bot } = await studied(first);
  const lea = bot.admin();
  expect(wordsOf(await lea.runs('insights', { lesson: 'knitting' }))).toContain(
    'I don’t know a lesson of that name.',
  );
  expect(wordsOf(await lea.forges('insights:lesson:nothing'))).toContain(
    'I don’t know a lesson of that name.',
  );
  expect(wordsOf(await lea.forges('insights:question:.db/nowhere', ['x']))).toContain(
    'I don’t know a lesson',
  );
  const [lesson] = first(bot.curriculum.lessons);
  expect(wordsOf(await lea.forges(`insights:question:.${lesson?.id}`, ['x']))).toContain(
    'no longer in the curriculum',
  );
  expect(wordsOf(await lea.forges(`insights:page:99..${lesson?.id}`))).toContain(lesson?.title);
  expect(wordsOf(await lea.forges('insights:page:7..'))).toContain('How questions do');
  expect(wordsOf(await lea.forges('insights:open:x'))).toContain('everybody here');
  expect((await lea.types('insights', 'lesson', '')).length).toBeGreaterThan(5);
});

test('reports and corrections are reached from it, page by page', async () => {
  const { bot } = await studied(first);
  const lea = bot.admin();
  const shown: Card | Reply = await lea.runs('insights');
  expect(findButton(shown, 'Reported questions')).toBe('insights:reports:');
  expect(wordsOf(await lea.presses(shown, 'Reported questions'))).toContain('No question is reported');
  expect(wordsOf(await lea.presses(shown, 'What was corrected'))).toContain('Nothing was corrected');
  expect(wordsOf(await lea.forges('insights:page:1.errata'))).toContain('Nothing was corrected');
});
