import { lessonPage } from '../src/cards/lesson-card.ts';
import { factsLine, whereLine } from '../src/cards/lesson-parts.ts';
import { type Block, buttons, type Card, divider, say, text } from '../src/cards/reply.ts';
import { count, place, plain, time } from '../src/cards/words.ts';
import { studyDay } from '../src/core/study-days.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { type Cohort, listPlanDays } from '../src/store/cohorts.ts';
import { type Delivery, findDelivery, listDeliveries } from '../src/store/deliveries.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';
import { startQuiz } from './_quiz.ts';
import { doneCard, markDone, placeOf } from './_study.ts';

/** A card holds only so much: whoever is in more cohorts reads the others one at a time. */
const shownAtOnce = 3;

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  more: (rest: number) => `You are in ${count(rest, 'more cohort')}: name one with \`/today cohort\`.`,
  /** A thread made from a message bears the message's id. */
  discuss: (threadId: string) =>
    `This lesson is talked about in ${place(threadId)}. Questions are welcome there.`,
  noThreadYet: 'The thread for this post is not open yet. Try again in a minute.',
  noThread:
    'I could not open a thread for this post, since I may not do so in this channel. The moderators know; talk about it in the channel meanwhile.',
  gone: 'I no longer know that post, so nothing was changed. Type `/today` for the lesson of the day.',
  notYet: (cohort: Cohort) =>
    cohort.nextDueAt
      ? `**${plain(cohort.name)}** has not started yet. Its first lesson comes ${time(cohort.nextDueAt, 'R')} in ${place(cohort.channelId)}.`
      : `**${plain(cohort.name)}** has no lesson waiting.`,
  next: (cohort: Cohort) =>
    cohort.nextDueAt
      ? `Next lesson ${time(cohort.nextDueAt, 'R')}.`
      : 'That was the last lesson of this plan.',
};

export default defineCommand({
  description: 'The lesson of the day in your cohort',
  who: 'member',
  where: ['server', 'thread'],

  options: { cohort: ownCohortOption },

  run: call => today(call, call.options.cohort),

  buttons: {
    open: { who: 'member', run: call => today(call) },
    read: {
      who: 'everyone',
      async run(call) {
        const { lesson, delivery } = await posted(call);
        const node = call.curriculum.nodes.get(delivery.nodeId ?? '');
        const pathway = call.curriculum.pathways.get(node?.pathwayId ?? '');
        return lessonPage(lesson, { pathway, node }, 0, { replaces: false });
      },
    },
    quiz: {
      who: 'everyone',
      async run(call) {
        const { lesson, delivery } = await posted(call);
        return startQuiz(call, lesson, delivery.cohortId);
      },
    },
    discuss: {
      who: 'everyone',
      async run({ db, guildId, argument }) {
        const delivery = await findDelivery(db, guildId, argument);
        if (!delivery?.messageId) throw new Refusal(sentences.gone);
        if (delivery.followUp === 'waiting') return say(sentences.noThreadYet);
        if (delivery.followUp === 'refused') return say(sentences.noThread);
        return say(sentences.discuss(delivery.messageId));
      },
    },
    done: {
      who: 'everyone',
      async run(call) {
        const { lesson, delivery } = await posted(call);
        return doneCard(lesson, await markDone(call, lesson, delivery.cohortId));
      },
    },
  },
});

async function posted({
  db,
  guildId,
  argument,
  curriculum,
}: PressCall): Promise<{ lesson: Lesson; delivery: Delivery }> {
  // Days without a lesson of their own name one behind the post's id.
  const [, id = argument, named] = /^([^.]*)\.(.*)$/.exec(argument) ?? [];
  const delivery = await findDelivery(db, guildId, id);
  const lesson = curriculum.lessons.get(named ?? delivery?.lessonId ?? '');
  if (!delivery || !lesson) throw new Refusal(sentences.gone);
  return { lesson, delivery };
}

async function today(asked: Asked, typed?: string): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const own = await listCohortsOfMember(db, guildId, memberId);
  const named = typed === undefined ? undefined : cohortNamed(own, typed);
  if (typed !== undefined && !named) throw new Refusal(sentences.unknown);
  const cohorts = named ? [named] : own.slice(0, shownAtOnce);
  const posts = await listDeliveries(
    db,
    guildId,
    cohorts.map(cohort => cohort.id),
  );
  const done = await listLessonsDone(db, guildId, memberId);
  const blocks: Block[] = [];
  for (const cohort of cohorts) {
    if (blocks.length > 0) blocks.push(divider);
    const ofCohort = posts
      .filter(post => post.cohortId === cohort.id)
      .map(post => ({ ...post, day: post.studyDay, due: post.dueAt }));
    blocks.push(...(await blocksFor(asked, cohort, studyDay(ofCohort, now), done)));
  }
  const rest = named ? 0 : own.length - cohorts.length;
  if (rest > 0) blocks.push(divider, text(sentences.more(rest)));
  return { kind: 'card', accent: 'lesson', private: true, blocks };
}

async function blocksFor(
  { db, guildId, curriculum }: Asked,
  cohort: Cohort,
  post: Delivery | undefined,
  done: ReadonlySet<string>,
): Promise<Block[]> {
  const lesson = curriculum.lessons.get(post?.lessonId ?? '');
  if (!post || !lesson) return [text(sentences.notYet(cohort))];
  const days = await listPlanDays(db, guildId, cohort.id);
  const day = days.findIndex(one => one.studyDay === post.studyDay && one.slot === post.slot) + 1;
  const { pathway, node } = placeOf(curriculum, lesson.id, cohort.pathwayId);
  const press = (action: string) => ({ command: 'today', action, argument: post.id });
  return [
    text(
      whereLine(pathway, node, `${plain(cohort.name)} ▸ day ${day} of ${days.length}`),
      `## ${lesson.title}`,
      lesson.summary,
      `${factsLine(lesson)}${done.has(lesson.id) ? ' · you have done this lesson' : ''}`,
      sentences.next(cohort),
    ),
    buttons(
      { label: 'Read', style: 'primary', press: press('read') },
      { label: 'Quiz me', press: press('quiz') },
      ...(done.has(lesson.id)
        ? []
        : [{ label: 'I’ve done it', style: 'success' as const, press: press('done') }]),
    ),
  ];
}
