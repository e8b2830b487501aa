import { expect, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Question } from '../../src/curriculum/types.ts';
import { projectRoot } from '../../src/root.ts';
import { connect } from '../../src/store/connect.ts';
import { answerRightly } from './answer-rightly.ts';
import { buttonsIn, makeWorld, press, until, type World, wordsOf } from './world.ts';

const types = ['single', 'multi', 'truefalse', 'order', 'fill', 'output'] as const;

const postsWith = async ({ control, channelId, ada }: World, words: string) =>
  (await control.messages(channelId, ada)).filter(
    message => wordsOf(message).includes(words) && !(message.flags && message.flags & 64),
  );
const post = (world: World, words: string) =>
  until(async () => (await postsWith(world, words))[0], `a post with "${words}"`);

/** One of each type, of the curriculum that the bot has. */
async function oneOfEach(): Promise<readonly Question[]> {
  const { lessons } = readCurriculum(`${projectRoot()}/curriculum`);
  const all = [...lessons.values()].flatMap(lesson => lesson.questions);
  return types.map(type => {
    const found = all.find(question => question.type === type);
    if (!found) throw new Error(`no question of type ${type}`);
    return found;
  });
}

test('a lesson, its quiz after it, two people who answer it with all of what is asked, a restart, and one result', async () => {
  const world = await makeWorld('2026-11-20T09:00:00Z');
  const { control, channelId: channel, ada, mira, database, guildId } = world;
  const { sql, close } = connect(database.url);
  try {
    let bot = await world.start();
    const ask = (as: string, name: string, options = {}) => control.command({ as, channel, name, options });
    const ben = (await control.addMember(guildId, { name: 'Ben' })).id;
    const options = { name: 'Autumn', pathway: 'infrastructure', channel, zone: 'UTC' };
    await startCohort(control, { as: mira, channel, options });
    await post(world, 'Afterwards you can');
    expect(await postsWith(world, 'Daily quiz:')).toEqual([]);

    // The first member wakes the quiz that waits for one; it stands below the lesson.
    for (const person of [ada, ben, mira]) await ask(person, 'join');
    const quiz = await post(world, 'Daily quiz: 3 questions');
    const order = (await control.messages(channel, ada))
      .map(wordsOf)
      .filter(words => /Afterwards|Daily/.test(words));
    expect(order.map(words => words.includes('Daily quiz:')).indexOf(true)).toBe(1);

    // One question of each type, so that all of Discord's surface is used.
    const questions = await oneOfEach();
    const ids = questions.map(({ lessonId, id }) => `${lessonId}#${id}`);
    await sql`update quizzes set question_ids = ${ids} where kind = 'daily'`;
    const customId = buttonsIn(quiz)[0]?.id ?? '';

    // Ada answers all; the bot is stopped and started in the middle, and /daily goes on where she was.
    let shown = await control.component({ as: ada, message: quiz.id, customId });
    for (const [place, question] of questions.entries()) {
      expect((shown.message?.flags ?? 0) & 64).toBe(64);
      expect(wordsOf(shown.message)).toContain(`question ${place + 1} of 6`);
      const answered = await answerRightly(world, ada, shown, question);
      expect(wordsOf(answered.message)).toContain('**Right.**');
      if (place === 2) {
        await bot.stop();
        bot = await world.start();
        shown = await ask(ada, 'daily');
      } else shown = await press(world, ada, answered, /^(Next question|See how it went)$/);
    }
    expect(wordsOf(shown.message)).toContain('## 6 of 6 right');

    // Ben leaves the last two unanswered, of which he has the window of one open.
    let other = await ask(ben, 'daily');
    for (const question of questions.slice(0, 4))
      other = await press(world, ben, await answerRightly(world, ben, other, question), 'Next question');
    const window = await press(world, ben, other, 'Answer');

    // Mira looks at the first question, and at no other.
    const looked = await ask(mira, 'daily');

    // The day ends.
    const [{ closes }] = await sql<
      [{ closes: Date }]
    >`select closes_at as closes from quizzes where kind = 'daily'`;
    await control.moveTo(closes.toISOString());
    const result = await post(world, 'How the daily quiz went');
    expect(wordsOf(result)).toContain('With so few there are no percentages');
    expect(wordsOf(result)).not.toMatch(new RegExp(`${ada}|${ben}|Ada|Ben`));

    // Whatever was open before is answered politely, and changes nothing.
    const answers = async () => (await sql`select count(*)::int as n from answers`)[0]?.n;
    const before = await answers();
    expect(before).toBe(10);
    const closed = 'Here is how it went for you; the same questions are open as practice.';
    const late = await control.modal({ as: ben, interaction: window.id, values: { typed: 'late' } });
    expect(wordsOf(late.message)).toContain(closed);
    expect(wordsOf(late.message)).toContain('## 4 of 6 right');
    await bot.stop();
    bot = await world.start();
    expect(wordsOf((await ask(ben, 'daily')).message)).toContain(closed);
    expect(wordsOf((await control.component({ as: ada, message: quiz.id, customId })).message)).toContain(
      closed,
    );
    const nothing = await press(world, mira, looked, /./);
    expect(wordsOf(nothing.message)).toContain(closed);
    expect(wordsOf(nothing.message)).toContain(
      'You answered nothing here in time. That is fine; practice is always open.',
    );
    expect(await answers()).toBe(before);

    expect(await postsWith(world, 'How the daily quiz went')).toHaveLength(1);
    expect(await postsWith(world, 'Daily quiz:')).toHaveLength(1);
    expect(await control.problems()).toEqual([]);
  } finally {
    await close();
    await world.close();
  }
});
