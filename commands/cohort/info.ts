import { dateWords, dayWords, planSummary } from '../../src/cards/plan-words.ts';
import { type Card, divider, text } from '../../src/cards/reply.ts';
import { bar, count, place, plain, time } from '../../src/cards/words.ts';
import { POSTED } from '../../src/core/delivery.ts';
import { openPause } from '../../src/core/plan-change.ts';
import type { StudyDay } from '../../src/core/time.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { listDeliveries } from '../../src/store/deliveries.ts';
import { findGuild } from '../../src/store/guilds.ts';
import { countMembers } from '../../src/store/memberships.ts';
import { findPlan, type Plan } from '../../src/store/plans.ts';
import { cohortMeant, cohortOption } from '../_cohort.ts';
import { pacedNodes, paceOfPlan } from '../_pace.ts';
import { lateWords } from './_lists.ts';
import { paceWords } from './_panel.ts';
import { type Settings, settingsOf } from './_settings.ts';

const sentences = {
  gone: 'That cohort is no longer here.',
  states: {
    running: 'It runs.',
    paused: 'It is paused. `/pace resume` goes on.',
    ended: 'It is over: every planned day was posted. `/cohort clone` runs it again.',
    archived: 'It is archived.',
  } as Readonly<Record<string, string>>,
  blocked: (posts: number) => `⚠️ ${count(posts, 'post')} can’t be sent: \`/delivery status\` says why.`,
  pauseAhead: (from: StudyDay) => `It runs until a pause without an end begins on ${dayWords(from)}.`,
  posted: (days: string | number) => `**Study days posted:** ${days}`,
  next: (instant: Date, now: Date) =>
    `**Next:** ${instant > now ? `${time(instant)}, ${time(instant, 'R')}` : 'soon'}`,
  noNext: '**Next:** nothing is due',
  nobody: 'nobody is mentioned',
  daily: (questions: number) =>
    `**Daily quiz:** ${questions === 0 ? 'none' : `${count(questions, 'question')} after each day’s lesson`}`,
  digest: (hasDigest: boolean) => `**Digest of the week:** ${hasDigest ? 'on Sunday' : 'none'}`,
  moderators: (role: string | null | undefined) =>
    `**Who may change it:** ${role ? `<@&${role}> and people` : 'people'} who may manage this server`,
};

export default defineCommand({
  description: 'Everything about a cohort: its plan, progress, settings',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  async run(call) {
    const { db, guildId, curriculum } = call;
    const cohort = await cohortMeant(call, call.options.cohort);
    const [plan, posts, members, guild] = await Promise.all([
      findPlan(db, cohort),
      listDeliveries(db, guildId, [cohort.id]),
      countMembers(db, guildId),
      findGuild(db, guildId),
    ]);
    if (!plan) throw new Refusal(sentences.gone);
    const pathway = curriculum.pathways.get(cohort.pathwayId);
    const track = pathway?.tracks.find(({ id }) => id === cohort.trackId);
    const { pace } = pathway
      ? paceOfPlan(pacedNodes(curriculum, pathway, track?.id ?? null), plan.inputs)
      : { pace: undefined };
    const posted = new Set(posts.filter(({ state }) => POSTED.includes(state)).map(post => post.studyDay));
    const blocked = posts.filter(({ state }) => state === 'blocked' || state === 'dead').length;
    const settings = settingsOf(cohort, plan.inputs);
    return {
      kind: 'card',
      accent: 'map',
      private: true,
      blocks: [
        text(
          `## ${plain(cohort.name)}`,
          `**${[pathway?.title ?? cohort.pathwayId, ...(track ? [track.title] : [])].join(', ')}** in ${place(cohort.channelId)}`,
          `${planSummary({ ...plan, ...cohort })}.`,
          ...(pace === undefined ? [] : [`**Pace:** ${paceWords(pace)}`]),
        ),
        divider,
        text(
          ...progressLines(cohort, plan, {
            posted,
            blocked,
            members: members.get(cohort.id) ?? 0,
            now: call.now,
          }),
        ),
        divider,
        text(...settingLines(settings), sentences.moderators(guild?.moderatorRoleId)),
      ],
    } satisfies Card;
  },
});

function progressLines(
  cohort: Cohort,
  { days, inputs }: Plan,
  facts: { posted: ReadonlySet<string>; blocked: number; members: number; now: Date },
): string[] {
  const { posted, blocked, members, now } = facts;
  const pause = openPause(inputs);
  const planned = new Set(days.map(({ day }) => day));
  const done = [...planned].filter(day => posted.has(day)).length;
  const last = days.at(-1)?.day;
  return [
    pause && cohort.state === 'running'
      ? sentences.pauseAhead(pause.from)
      : (sentences.states[cohort.state] ?? ''),
    // Nobody knows of how many while a pause has no end.
    sentences.posted(pause ? done : bar(done, planned.size)),
    cohort.nextDueAt ? sentences.next(cohort.nextDueAt, now) : sentences.noNext,
    ...(last && !pause ? [`**Last day:** ${dateWords(last)}`] : []),
    ...(blocked > 0 ? [sentences.blocked(blocked)] : []),
    `**Members:** ${count(members, 'person', 'people')}`,
  ];
}

function settingLines(settings: Settings): string[] {
  const { latePolicy, lateWindowHours, roleId, hasThreads, hasPins, hasDayEnd, dailyQuestions, hasDigest } =
    settings;
  const late = lateWords[latePolicy][0].replace('Late lessons: ', '');
  const more = [
    ...(hasThreads ? ['a thread for each lesson'] : []),
    ...(hasPins ? ['the newest lesson is pinned'] : []),
    ...(hasDayEnd ? ['a note at the day’s end'] : []),
    ...(settings.hasWeeklyBoard ? ['the week’s board'] : []),
    roleId === null ? sentences.nobody : `<@&${roleId}> is mentioned`,
  ];
  return [
    `**More than ${count(lateWindowHours, 'hour')} late:** ${late}`,
    `**With each lesson:** ${more.join(', ')}`,
    sentences.daily(dailyQuestions),
    sentences.digest(hasDigest),
  ];
}
