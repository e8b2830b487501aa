/**
 * All tables. `guild_id` leads every tenant key, so that a guild's rows can live together on one node later.
 * Ids of Discord are text. What may hold which word is a CHECK, not an enum: an enum's new value can't be used in the migration that adds it.
 * No user id stands inside a JSON column, and every column that names a person is called `member_id` or `actor_id`: deletion finds them by that.
 */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const guilds = pgTable('guilds', {
  guildId: text('guild_id').primaryKey(),
  moderatorRoleId: text('moderator_role_id'),
  noticeChannelId: text('notice_channel_id'),
  /** IANA zone that new cohorts get unless they name their own. */
  zone: text('zone').notNull().default('UTC'),
  addedAt: instant('added_at').notNull(),
  /** Set when the bot was removed; the rows wait there for a while in case it comes back. */
  removedAt: instant('removed_at'),
});

export const cohorts = pgTable(
  'cohorts',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    pathwayId: text('pathway_id').notNull(),
    channelId: text('channel_id').notNull(),
    /** Mentioned by each post; null mentions nobody. */
    roleId: text('role_id'),
    zone: text('zone').notNull(),
    /** Local time of the daily post, HH:MM. */
    postTime: text('post_time').notNull(),
    startDay: date('start_day').notNull(),
    state: text('state').notNull().default('running'),
    planVersion: integer('plan_version').notNull(),
    /** The chosen set of nodes of its pathway; null is all of it. */
    trackId: text('track_id'),
    /** What becomes of a day that couldn't be posted within `late_window_hours` of its time. */
    latePolicy: text('late_policy').notNull().default('slip'),
    lateWindowHours: smallint('late_window_hours').notNull().default(12),
    /** Whether each lesson gets a thread to discuss it in, is pinned, and is followed by a word at the day's end. */
    hasThreads: boolean('has_threads').notNull().default(false),
    hasPins: boolean('has_pins').notNull().default(false),
    hasDayEnd: boolean('has_day_end').notNull().default(false),
    /** Questions of the daily quiz; 0 is none. */
    dailyQuestions: smallint('daily_questions').notNull().default(3),
    endedAt: instant('ended_at'),
    /** When the tick must next look at this cohort; null when its plan holds nothing more. */
    nextDueAt: instant('next_due_at'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('cohorts_name_once')
      .on(table.guildId, sql`lower(${table.name})`)
      .where(sql`${table.state} <> 'archived'`),
    index('cohorts_next_due').on(table.nextDueAt).where(sql`${table.state} = 'running'`),
    check('cohorts_state', sql`${table.state} in ('running', 'paused', 'ended', 'archived')`),
    check('cohorts_late_policy', sql`${table.latePolicy} in ('slip', 'skip', 'double', 'post')`),
    check('cohorts_late_window', sql`${table.lateWindowHours} between 1 and 72`),
    check('cohorts_daily_questions', sql`${table.dailyQuestions} between 0 and 10`),
  ],
);

/** What a plan was made from. A change of pace adds a version; none is ever edited. */
export const planVersions = pgTable(
  'plan_versions',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    version: integer('version').notNull(),
    inputs: jsonb('inputs').notNull(),
    /** What made this version: `created`, `pause`, `holiday`, `slip`, `undo` … */
    cause: text('cause').notNull(),
    /** What the change was, as `PlanChange`; null where the machine made it. */
    change: jsonb('change'),
    /** The version that an undo took back. */
    reverts: integer('reverts'),
    createdAt: instant('created_at').notNull(),
    actorId: text('actor_id').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.cohortId, table.version] })],
);

export const planDays = pgTable(
  'plan_days',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    version: integer('version').notNull(),
    studyDay: date('study_day').notNull(),
    slot: smallint('slot').notNull(),
    kind: text('kind').notNull(),
    /** The unit's key (core/plan-inputs.ts); null on the weekly catch-up day. */
    unitKey: text('unit_key'),
    lessonId: text('lesson_id'),
    nodeId: text('node_id'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.version, table.studyDay, table.slot] }),
    check(
      'plan_days_kind',
      sql`${table.kind} in ('lesson', 'practice', 'resource', 'review', 'project', 'catch-up')`,
    ),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    joinedAt: instant('joined_at').notNull(),
    leftAt: instant('left_at'),
    /** How somebody who came late takes part: with the others, with `catch_up_a_day` old lessons besides, or only reading along. */
    mode: text('mode').notNull().default('live'),
    catchUpADay: smallint('catch_up_a_day'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId] }),
    index('memberships_of_member').on(table.guildId, table.memberId),
    check('memberships_mode', sql`${table.mode} in ('live', 'catch-up', 'audit')`),
  ],
);

/** Days on which a member rests (illness, travel): nudges stop and the streak waits, in every cohort of the guild. */
export const memberPauses = pgTable(
  'member_pauses',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    fromAt: instant('from_at').notNull(),
    /** Null while nobody knows the end. */
    untilAt: instant('until_at'),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.fromAt] })],
);

/** A pathway that a member studies alone, at their own pace; what is done stands in `lesson_progress`. */
export const soloStudies = pgTable(
  'solo_studies',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    pathwayId: text('pathway_id').notNull(),
    trackId: text('track_id'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.pathwayId] })],
);

/** The ledger of posts: a row is a decision, made once for each cohort, kind, study day and slot. */
export const deliveries = pgTable(
  'deliveries',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    kind: text('kind').notNull(),
    studyDay: date('study_day').notNull(),
    slot: smallint('slot').notNull(),
    /** Made from the key alone (core/delivery.ts), so that a restored backup decides the same id again. */
    id: text('id').notNull(),
    /** `plan`: a slot of the plan, posted in order. `beside`: what comes beside it (a notice, an announcement) and waits for nobody. */
    lane: text('lane').notNull().default('plan'),
    unitKey: text('unit_key'),
    lessonId: text('lesson_id'),
    nodeId: text('node_id'),
    /** What a card beside the plan says, as facts; nothing in it names a person. */
    facts: jsonb('facts'),
    channelId: text('channel_id').notNull(),
    state: text('state').notNull().default('due'),
    /** Calendar time. */
    dueAt: instant('due_at').notNull(),
    /** Tries that count; a rate limit doesn't. */
    attempts: integer('attempts').notNull().default(0),
    /** Whether a request for this post may ever have left the process: then the history is read before another. */
    tried: boolean('tried').notNull().default(false),
    /** Calendar time from which the channel's history is searched before a second try; kept from the first. */
    historyFrom: instant('history_from'),
    /** Elapsed time, compared with the database's own clock only. */
    leaseUntil: instant('lease_until'),
    retryAt: instant('retry_at'),
    /** Why it is blocked or dead, in a word the cards know. */
    reason: text('reason'),
    messageId: text('message_id'),
    sentAt: instant('sent_at'),
    /** What is still to be done with the message that stands: its thread, its pin. */
    followUp: text('follow_up').notNull().default('none'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.kind, table.studyDay, table.slot] }),
    uniqueIndex('deliveries_id').on(table.guildId, table.id),
    index('deliveries_waiting').on(table.dueAt).where(sql`${table.state} in ('due', 'sending', 'blocked')`),
    index('deliveries_follow_up').on(table.sentAt).where(sql`${table.followUp} = 'waiting'`),
    check('deliveries_lane', sql`${table.lane} in ('plan', 'beside')`),
    check('deliveries_follow_up', sql`${table.followUp} in ('none', 'waiting', 'done', 'refused')`),
    check(
      'deliveries_state',
      sql`${table.state} in ('due', 'sending', 'sent', 'blocked', 'late', 'missed', 'cancelled', 'dead')`,
    ),
  ],
);

/** A thing begun in several steps, such as a form: expires, and is never kept in memory. */
export const drafts = pgTable(
  'drafts',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    memberId: text('member_id').notNull(),
    kind: text('kind').notNull(),
    data: jsonb('data').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.id] }), index('drafts_expire').on(table.expiresAt)],
);

/** A lesson done once counts everywhere: it belongs to the member, never to a pathway. */
export const lessonProgress = pgTable(
  'lesson_progress',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    rev: integer('rev').notNull(),
    cohortId: text('cohort_id'),
    doneAt: instant('done_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.lessonId] })],
);

/** Study days of a cohort on which a member did something that counts. */
export const keptDays = pgTable(
  'kept_days',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    studyDay: date('study_day').notNull(),
    action: text('action').notNull(),
    keptAt: instant('kept_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId, table.studyDay] }),
    check('kept_days_action', sql`${table.action} in ('lesson', 'quiz', 'review', 'repair')`),
  ],
);

/** A set of questions put to a member, or to a whole cohort. */
export const quizzes = pgTable(
  'quizzes',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    /** Null where the quiz is a cohort's. */
    memberId: text('member_id'),
    cohortId: text('cohort_id'),
    studyDay: date('study_day'),
    lessonId: text('lesson_id'),
    /** Decides the order of options; holds nothing of the key. */
    seed: text('seed').notNull(),
    /** Full ids (`db/acid#durable`), in the order in which they are asked. */
    questionIds: text('question_ids').array().notNull(),
    /** What a practice quiz was asked for, as a word that two equal wishes share: an unfinished one is taken up again. */
    wish: text('wish'),
    openedAt: instant('opened_at').notNull(),
    closesAt: instant('closes_at'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('quizzes_of_member').on(table.guildId, table.memberId, table.openedAt),
    uniqueIndex('quizzes_daily_once')
      .on(table.guildId, table.cohortId, table.studyDay)
      .where(sql`${table.kind} = 'daily'`),
    check('quizzes_kind', sql`${table.kind} in ('practice', 'daily', 'live', 'review')`),
  ],
);

/** Facts: what was asked, chosen and right at that moment. The first answer is the only one. */
export const answers = pgTable(
  'answers',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    questionRev: integer('question_rev').notNull(),
    chosen: text('chosen').array().notNull(),
    rightThen: text('right_then').array().notNull(),
    right: boolean('is_right').notNull(),
    /** How much of the question was right, in percent: an order or a choice of several may be partly so. */
    share: smallint('share').notNull(),
    /** Whether a hint was taken before. */
    hinted: boolean('hinted').notNull().default(false),
    /** Discord's id of the interaction that gave it: orders the answers of a live round. */
    interactionId: text('interaction_id'),
    answeredAt: instant('answered_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.quizId, table.memberId, table.questionId] }),
    index('answers_of_question').on(table.guildId, table.questionId),
    index('answers_of_member').on(table.guildId, table.memberId, table.questionId),
    check('answers_share', sql`${table.share} between 0 and 100`),
  ],
);

/** An answer that can still be changed, for questions that are locked in a step of their own; gone when it is locked. */
export const openAnswers = pgTable(
  'open_answers',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    chosen: text('chosen').array().notNull(),
    /** How often it was changed: once is allowed. */
    changes: smallint('changes').notNull().default(0),
    givenAt: instant('given_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.quizId, table.memberId, table.questionId] })],
);

/** Hints taken: a fact, once for each question of a quiz. */
export const hints = pgTable(
  'hints',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    takenAt: instant('taken_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.quizId, table.memberId, table.questionId] })],
);

/** Where a live quiz is: its message, its question, and until when (calendar time) this step lasts. */
export const liveRounds = pgTable(
  'live_rounds',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    channelId: text('channel_id').notNull(),
    messageId: text('message_id'),
    step: text('step').notNull().default('lobby'),
    /** 0-based place of the question that is asked or shown. */
    place: smallint('place').notNull().default(0),
    secondsEach: smallint('seconds_each').notNull(),
    stepEndsAt: instant('step_ends_at').notNull(),
    /** Elapsed time, compared with the database's own clock only: whoever leads the round on holds it until then. */
    leaseUntil: instant('lease_until'),
    /** Who began it. */
    actorId: text('actor_id').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.quizId] }),
    index('live_rounds_under_way')
      .on(table.stepEndsAt)
      .where(sql`${table.step} not in ('over', 'cancelled')`),
    check('live_rounds_step', sql`${table.step} in ('lobby', 'asking', 'showing', 'over', 'cancelled')`),
  ],
);

export const livePlayers = pgTable(
  'live_players',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.quizId, table.memberId] })],
);

/** When a question is due to a member again. Made from `answers` alone, which are the log; it can be made anew at any time. */
export const reviewCards = pgTable(
  'review_cards',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    dueAt: instant('due_at').notNull(),
    /** The card as the scheduler keeps it (core/review.ts); nothing in it names a person. */
    card: jsonb('card').notNull(),
    /** The newest answer that went into it. */
    answeredAt: instant('answered_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.questionId] }),
    index('review_cards_due').on(table.guildId, table.memberId, table.dueAt),
  ],
);

/** What members say is wrong with a question; each member once for each revision. */
export const reports = pgTable(
  'reports',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    questionId: text('question_id').notNull(),
    questionRev: integer('question_rev').notNull(),
    memberId: text('member_id').notNull(),
    reason: text('reason').notNull(),
    note: text('note'),
    /** The correction that settled it, or `none` where moderators found nothing wrong; null while it is open. */
    settlement: text('settlement'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('reports_once').on(table.guildId, table.questionId, table.questionRev, table.memberId),
    index('reports_open').on(table.guildId, table.createdAt).where(sql`${table.settlement} is null`),
    check(
      'reports_reason',
      sql`${table.reason} in ('key', 'mine-was-right', 'unclear', 'outdated', 'other')`,
    ),
  ],
);

/** What a member is to be told at their next command: a private word that waits. */
export const notes = pgTable(
  'notes',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    /** Unique for the fact that it tells, so that nobody is told twice. */
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    facts: jsonb('facts').notNull(),
    createdAt: instant('created_at').notNull(),
    toldAt: instant('told_at'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.id] }),
    index('notes_waiting').on(table.guildId, table.memberId).where(sql`${table.toldAt} is null`),
  ],
);

/** Points earned, once for each reason. A correction is another row with a reason of its own. */
export const points = pgTable(
  'points',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    reason: text('reason').notNull(),
    cohortId: text('cohort_id'),
    points: integer('points').notNull(),
    earnedAt: instant('earned_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.reason] }),
    index('points_of_cohort').on(table.guildId, table.cohortId, table.earnedAt),
  ],
);

/** The sums of `points` by cohort, kept beside them in the same statement; `rebuildScores` makes them anew. */
export const scores = pgTable(
  'scores',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    points: integer('points').notNull(),
    /** When this sum was reached: breaks ties. */
    reachedAt: instant('reached_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId] }),
    // nullsFirst matches `order by points desc`; with drizzle's default the index would never be used.
    index('scores_board').on(
      table.guildId,
      table.cohortId,
      table.points.desc().nullsFirst(),
      table.reachedAt,
    ),
  ],
);

/** Corrections of questions, for one guild. */
export const errata = pgTable(
  'errata',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    questionId: text('question_id').notNull(),
    questionRev: integer('question_rev').notNull(),
    verdict: text('verdict').notNull(),
    rightIds: text('right_ids').array().notNull(),
    note: text('note'),
    actorId: text('actor_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('errata_of_question').on(table.guildId, table.questionId),
    check('errata_verdict', sql`${table.verdict} in ('corrected', 'all-right', 'retired')`),
  ],
);

/** Who changed what for everybody: settings, cohorts, plans. */
export const audit = pgTable(
  'audit',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    cohortId: text('cohort_id'),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    detail: jsonb('detail').notNull(),
    at: instant('at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('audit_of_guild').on(table.guildId, table.at),
  ],
);
