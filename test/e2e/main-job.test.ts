import { expect, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { answerRightly } from './answer-rightly.ts';
import { buttonsIn, makeWorld, press, until, type World, wordsOf } from './world.ts';

const firstLesson = 'Subqueries and WITH';
const secondLesson = 'Window functions';

const posts = async ({ control, channelId, ada }: World) =>
  (await control.messages(channelId, ada)).filter(
    message => wordsOf(message).includes('Afterwards you can') && !(message.flags && message.flags & 64),
  );
const waitForPosts = (world: World, count: number) =>
  until(async () => (await posts(world)).length >= count && posts(world), `${count} posts`);

test('a cohort gets its lesson, a learner answers a quiz and sees it, and a restart posts nothing twice', async () => {
  const world = await makeWorld('2026-11-20T09:00:00Z');
  const { control, channelId: channel, ada, mira, moderatorRoleId } = world;
  try {
    const bot = await world.start();
    const ask = (as: string, name: string, options = {}) => control.command({ as, channel, name, options });

    // A newcomer is told where to start, before anything is there.
    const general = (await control.world()).guilds[0]?.channels.find(one => one.name === 'general')?.id ?? '';
    await until(async () => wordsOf(await control.messages(general, ada)).includes('/setup'), 'the greeting');
    expect(wordsOf((await ask(ada, 'join')).message)).toContain('no cohort here yet');
    expect(wordsOf((await ask(ada, 'today')).message)).toContain('/join');

    // Mira sets the server up and starts a cohort whose first time has come: the lesson is there at once.
    await ask(mira, 'setup', { moderator_role: moderatorRoleId, default_zone: 'Europe/Rome' });
    const options = { name: 'Autumn', pathway: 'infrastructure', channel };
    const created = await startCohort(control, { as: mira, channel, options });
    expect(wordsOf(created.message)).toMatch(/\d lessons, Mon–Fri, 09:00 Europe\/Rome, first 20 Nov 2026/);
    const [first] = await waitForPosts(world, 1);
    expect(wordsOf(first)).toContain(firstLesson);

    // Ada joins, reads, and answers the quiz: only she sees it.
    expect(wordsOf((await ask(ada, 'join')).message)).toContain('Welcome to **Autumn**');
    const page = await control.component({
      as: ada,
      message: first?.id ?? '',
      customId: buttonsIn(first)[0]?.id ?? '',
    });
    expect(wordsOf(page.message)).toContain('Concept');
    // What the daily quiz asks is known: it would be taken out of a quiz that was begun before.
    await until(
      async () => /question \d of \d/.test(wordsOf((await ask(ada, 'daily')).message)),
      'the daily quiz',
    );
    let shown = await ask(ada, 'quiz');
    let answered = 0;
    while (/question \d of \d/.test(wordsOf(shown.message))) {
      expect((shown.message?.flags ?? 0) & 64).toBe(64);
      const words = wordsOf(shown.message);
      const question = [...bot.curriculum().lessons.values()]
        .flatMap(lesson => lesson.questions)
        .find(one => words.includes(one.stem) && (one.type !== 'output' || words.includes(one.code)));
      if (!question) throw new Error(`no question of the curriculum in ${words}`);
      shown = await answerRightly(world, ada, shown, question);
      expect(wordsOf(shown.message)).toContain('**Right.**');
      answered += 1;
      shown = await press(world, ada, shown, /^(Next question|See how it went)$/);
    }
    // Three of the lesson's five wait in the daily quiz.
    expect(answered).toBeGreaterThanOrEqual(2);
    expect(wordsOf(shown.message)).toMatch(new RegExp(`\\d of ${answered} right`));
    await press(world, ada, shown, 'I’ve done it');

    const progress = wordsOf((await ask(ada, 'progress')).message);
    expect(progress).toContain('1 lesson done');
    expect(progress).toContain(`of ${answered} answers right`);
    expect(progress).toContain('1 study day in a row');
    expect(wordsOf((await ask(ada, 'leaderboard')).message)).toContain('(you)');

    // Stopped and started again: everything is remembered, nothing is posted twice.
    await bot.stop();
    await world.start();
    expect(wordsOf((await ask(ada, 'progress')).message)).toBe(progress);
    expect(await posts(world)).toHaveLength(1);

    // Friday is over; the next study day is Monday.
    await control.moveTo('2026-11-21T08:00:00Z');
    expect(wordsOf((await ask(ada, 'today')).message)).toContain(firstLesson);
    await control.moveTo('2026-11-23T08:00:00Z');
    const [, second, ...more] = await waitForPosts(world, 2);
    expect(wordsOf(second)).toContain(secondLesson);
    expect(more).toEqual([]);
    expect(wordsOf((await ask(ada, 'today')).message)).toMatch(/day 2 of \d/);

    expect(await control.problems()).toEqual([]);
  } finally {
    await world.close();
  }
});

test('a lost answer does not post a lesson twice, and a missing permission only makes it wait', async () => {
  const world = await makeWorld('2026-11-20T08:00:00Z');
  const { control, channelId: channel, mira, guildId } = world;
  try {
    await world.start();
    const options = { name: 'Autumn', pathway: 'infrastructure', channel, time: '09:00', zone: 'UTC' };
    await startCohort(control, { as: mira, channel, options });
    const botId = (await control.world()).guilds[0]?.members.find(member => member.bot)?.id ?? '';

    // Every answer to a post is lost after Discord has it; later they come through.
    await control.setFaults({ dropAnswer: 1, routes: '^POST .*/channels/.*/messages' });
    await control.moveTo('2026-11-20T09:00:00Z');
    const looked = async () =>
      (await control.requests()).some(
        one => one.method === 'GET' && one.path.includes(`/${channel}/messages`),
      );
    await until(looked, 'a look at the history');
    await control.clearFaults();
    expect(await posts(world)).toHaveLength(1);

    // The bot may no longer write there when the next lesson is due.
    await control.setOverwrite(channel, botId, { type: 1, deny: '2048' });
    await control.moveTo('2026-11-23T09:00:00Z');
    const refused = async () => (await control.requests()).some(one => one.status === 403);
    await until(refused, 'a refusal');
    expect(await posts(world)).toHaveLength(1);
    await control.removeOverwrite(channel, botId);
    expect(await waitForPosts(world, 2)).toHaveLength(2);
    expect(guildId).not.toBe('');
  } finally {
    await world.close();
  }
});

test('a channel that Discord holds back for long holds back no other channel', async () => {
  const world = await makeWorld('2026-11-20T08:00:00Z');
  const { control, guildId, channelId: held, mira } = world;
  try {
    await world.start();
    const free = (await control.addChannel(guildId, { name: 'free' })).id;
    for (const channel of [held, free]) {
      const options = { name: channel, pathway: 'infrastructure', channel, zone: 'UTC' };
      await startCohort(control, { as: mira, channel, options });
    }
    const sharedLimit = { rateLimit429: 1, rateLimitScope: 'shared', retryAfterMs: 60_000 } as const;
    await control.setFaults({ ...sharedLimit, routes: `^POST .*/channels/${held}/messages` });
    await control.moveTo('2026-11-20T09:00:00Z');
    const inFree = async () =>
      (await control.messages(free, mira)).filter(one => wordsOf(one).includes('Afterwards'));
    await until(async () => (await inFree()).length === 1, 'the first lesson in the free channel');
    await until(async () => (await control.requests()).some(one => one.status === 429), 'the limit');
    await control.moveTo('2026-11-23T09:00:00Z');
    await until(async () => (await inFree()).length === 2, 'the second lesson in the free channel');
    expect(await posts(world)).toEqual([]);
  } finally {
    await world.close();
  }
});

test('a greeting that fails is tried again when something in the server changes', async () => {
  const world = await makeWorld('2026-11-20T08:00:00Z');
  const { control, guildId, mira } = world;
  try {
    await control.setFaults({ refuse: { code: 50013, chance: 1 }, routes: '^POST .*/messages' });
    await world.start();
    // In both of the guild's channels: after that nobody tries another.
    const refused = async () => (await control.requests()).filter(one => one.status === 403).length;
    await until(async () => (await refused()) >= 2, 'a greeting refused everywhere');
    await control.clearFaults();
    await control.addChannel(guildId, { name: 'another' });
    const general = (await control.world()).guilds[0]?.channels[0]?.id ?? '';
    const greetings = async () =>
      (await control.messages(general, mira)).filter(one => wordsOf(one).includes('Lockstep'));
    await until(async () => (await greetings()).length > 0, 'the greeting');
    await control.addChannel(guildId, { name: 'a third' });
    expect(await greetings()).toHaveLength(1);
  } finally {
    await world.close();
  }
});
