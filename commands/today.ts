import { lessonPage } from '../src/cards/lesson-card.ts';
import { type Block, buttons, type Card, divider, say, text } from '../src/cards/reply.ts';
import { count, place } from '../src/cards/words.ts';
import { breakAt } from '../src/core/streak.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { type Delivery, findDelivery, listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { findStreakRecord } from '../src/store/streaks.ts';
import { breakLines } from './_break.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';
import { dayBlocks } from './_day.ts';
import { findHeldBack } from './_held-back.ts';
import { ofLesson, startQuiz } from './_quiz.ts';
import { repairLines } from './_repaired.ts';
import { listDue } from './_review.ts';
import { listSoloPlaces, notStudying, soloBlocks } from './_solo.ts';
import { frozenLine, type StreakSource, streakIn } from './_streak.ts';
import { doneCard, markDone } from './_study.ts';

/** A card holds only so much: whoever is in more cohorts reads the others one at a time. */
const shownAtOnce = 3;
/** Of all cohorts together: a study day can hold several posts. */
const postsAtOnce = 5;

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  due: (due: number) => `**Review:** ${count(due, 'question')} you are about to forget.`,
  more: (rest: number) => `You are in ${count(rest, 'more cohort')}: name one with \`/today cohort\`.`,
  /** A thread made from a message bears the message's id. */
  discuss: (threadId: string) =>
    `This lesson is talked about in ${place(threadId)}. Questions are welcome there.`,
  noThreadYet: 'The thread for this post is not open yet. Try again in a minute.',
  noThread:
    'I could not open a thread for this post, since I may not do so in this channel. The moderators know; talk about it in the channel meanwhile.',
  gone: 'I no longer know that post, so nothing was changed. Type `/today` for the lesson of the day.',
};

export default defineCommand({
  description: 'The lesson of the day in your cohort, or of what you study alone',
  who: 'everyone',
  where: ['server', 'thread'],

  options: { cohort: ownCohortOption },

  run: call => today(call, call.options.cohort),

  buttons: {
    open: { who: 'everyone', run: call => today(call) },
    read: {
      who: 'everyone',
      async run(call) {
        const { lesson, delivery } = await posted(call);
        const node = call.curriculum.nodes.get(delivery.nodeId ?? '');
        const pathway = call.curriculum.pathways.get(node?.pathwayId ?? '');
        return lessonPage(lesson, { pathway, node }, 0, { replaces: false, cohortId: delivery.cohortId });
      },
    },
    quiz: {
      who: 'everyone',
      async run(call) {
        const { lesson, delivery } = await posted(call);
        return startQuiz(call, ofLesson(lesson), delivery.cohortId);
      },
    },
    discuss: {
      who: 'everyone',
      async run({ db, guildId, argument }) {
        const delivery = await findDelivery(db, guildId, argument);
        if (!delivery?.messageId || delivery.followUp === 'none') throw new Refusal(sentences.gone);
        if (delivery.followUp === 'waiting') return say(sentences.noThreadYet);
        if (delivery.followUp === 'refused') return say(sentences.noThread);
        return say(sentences.discuss(delivery.messageId));
      },
    },
    done: {
      who: 'everyone',
      async run(call) {
        const { lesson, delivery } = await posted(call);
        const done = await markDone(call, lesson, delivery.cohortId);
        return doneCard(lesson, done, { repairs: await repairLines(call, lesson.id) });
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

/** In no cohort there is what somebody studies alone. */
async function today(asked: Asked, typed?: string): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const [own, done, breaks, due] = await Promise.all([
    listMemberships(db, guildId, memberId),
    listLessonsDone(db, guildId, memberId),
    listPauses(db, asked),
    countDue(asked),
  ]);
  if (own.length === 0) return alone(asked, done, due);
  const named =
    typed === undefined
      ? undefined
      : cohortNamed(
          own.map(({ cohort }) => cohort),
          typed,
        )?.id;
  if (typed !== undefined && !named) throw new Refusal(sentences.unknown);
  const shown = named ? own.filter(({ cohort }) => cohort.id === named) : own.slice(0, shownAtOnce);
  const ids = shown.map(({ cohort }) => cohort.id);
  const [posts, record] = await Promise.all([
    listDeliveries(db, guildId, ids),
    findStreakRecord(db, asked, ids),
  ]);
  const most = Math.floor(postsAtOnce / shown.length);
  const days = await Promise.all(
    shown.map(async membership => [
      ...freezeBlocks(asked, { membership, posts, record, breaks }),
      ...(await dayBlocks(asked, {
        membership,
        posts: posts.filter(post => post.cohortId === membership.cohort.id),
        done,
        most,
      })),
    ]),
  );
  const onBreak = breakLines(breaks, now);
  const parts = [
    ...(onBreak.length > 0 ? [[text(...onBreak)]] : []),
    ...days,
    ...(!named && own.length > shown.length ? [[text(sentences.more(own.length - shown.length))]] : []),
    ...reviewPart(due),
  ];
  return { kind: 'card', accent: 'lesson', private: true, blocks: divided(parts) };
}

/** Questions that are about to be forgotten, as many as `/review` would ask now. */
const countDue = async (asked: Asked): Promise<number> =>
  (await listDue(asked, await findHeldBack(asked))).length;

/** Told until they keep the next day; nothing to somebody on a break, and nothing where no streak is counted. */
function freezeBlocks(
  { curriculum, now }: Asked,
  source: StreakSource & { readonly membership: Membership },
): readonly Block[] {
  const { mode, cohort } = source.membership;
  if (mode === 'audit' || breakAt(source.breaks, now)) return [];
  const line = frozenLine(streakIn(curriculum, source, now), cohort.zone, now);
  return line === undefined ? [] : [text(line)];
}

const reviewPart = (due: number): readonly (readonly Block[])[] =>
  due === 0
    ? []
    : [
        [
          text(sentences.due(due)),
          buttons({ label: 'Review', press: { command: 'review', action: 'open' } }),
        ],
      ];

async function alone(asked: Asked, done: ReadonlySet<string>, due: number): Promise<Card> {
  const places = await listSoloPlaces(asked, done);
  if (places.length === 0) throw new Refusal(await notStudying(asked));
  const parts = [
    ...places.slice(0, shownAtOnce).map(place => soloBlocks(asked.curriculum, place)),
    ...reviewPart(due),
  ];
  return { kind: 'card', accent: 'lesson', private: true, blocks: divided(parts) };
}

const divided = (parts: readonly (readonly Block[])[]): readonly Block[] =>
  parts.flatMap((blocks, place) => (place === 0 ? blocks : [divider, ...blocks]));
