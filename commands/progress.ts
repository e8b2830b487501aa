import { type Block, buttons, type Card, divider, text } from '../src/cards/reply.ts';
import { bar, count, plain } from '../src/cards/words.ts';
import { countStreak, dayStates } from '../src/core/streak.ts';
import { type Asked, defineCommand } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { type Delivery, listDeliveries } from '../src/store/deliveries.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { sumPoints } from '../src/store/points.ts';
import { listKeptDays, listLessonsDone } from '../src/store/progress.ts';
import { countAnswers } from '../src/store/quizzes.ts';

export default defineCommand({
  description: 'What you have learned so far',
  who: 'member',
  where: ['server', 'thread'],
  run: progress,
  buttons: { open: { who: 'member', run: progress } },
});

async function progress(asked: Asked): Promise<Card> {
  const { db, guildId, memberId } = asked;
  const cohorts = (await listCohortsOfMember(db, guildId, memberId)).slice(0, 10);
  const ids = cohorts.map(cohort => cohort.id);
  const [done, answers, points, posts, kept] = await Promise.all([
    listLessonsDone(db, guildId, memberId),
    countAnswers(db, guildId, memberId),
    sumPoints(db, guildId, memberId),
    listDeliveries(db, guildId, ids),
    listKeptDays(db, guildId, memberId, ids),
  ]);
  const rightShare =
    answers.given === 0
      ? 'no quiz answered yet'
      : `${answers.right} of ${count(answers.given, 'answer')} right`;
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(
        '## Your progress',
        `${count(points, 'point')} · ${count(done.size, 'lesson')} done · ${rightShare}`,
      ),
      ...cohorts.flatMap(cohort => [
        divider,
        cohortBlock(
          asked,
          cohort,
          done,
          posts.filter(post => post.cohortId === cohort.id),
          kept.get(cohort.id) ?? [],
        ),
      ]),
      buttons(
        { label: 'Today’s lesson', style: 'primary', press: { command: 'today', action: 'open' } },
        { label: 'Leaderboard', press: { command: 'leaderboard', action: 'open' } },
      ),
    ],
  };
}

function cohortBlock(
  { curriculum, now }: Asked,
  cohort: Cohort,
  done: ReadonlySet<string>,
  posts: readonly Delivery[],
  kept: Iterable<Delivery['studyDay']>,
): Block {
  const pathway = curriculum.pathways.get(cohort.pathwayId);
  const lessons = pathway?.lessons ?? [];
  const learned = lessons.filter(lesson => done.has(lesson.lessonId)).length;
  const days = posts
    .filter(post => post.state === 'sent')
    .map(post => ({ day: post.studyDay, due: post.dueAt }));
  const states = dayStates(days, kept, cohort.zone, now);
  const keptDays = states.filter(day => day.state === 'kept').length;
  return text(
    `-# ${plain(cohort.name)} ▸ ${pathway?.title ?? cohort.pathwayId}`,
    `Lessons ${bar(learned, lessons.length)}`,
    `Streak: ${count(countStreak(states), 'study day')} in a row; ${keptDays} of ${states.length} kept`,
  );
}
