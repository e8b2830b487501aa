import { type Block, buttons, type Card, say, text } from '../src/cards/reply.ts';
import { comesAt, place, plain } from '../src/cards/words.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../src/store/cohorts.ts';
import { addMembership, listCohortsOfMember } from '../src/store/memberships.ts';
import { cohortNamed, suggestCohort } from './_cohort.ts';
import { keepDoneBefore } from './_study.ts';
import { askHow, askPace, howNow, readAlong, takePartBehind, takePartLive } from './_take-part.ts';

const sentences = {
  none: 'There is no cohort here yet. A moderator can start one with `/cohort create`. Meanwhile `/lesson` and `/quiz` work for everybody.',
  many: 'There are several cohorts here. Which one would you like to join?',
  unknown: 'I don’t know a cohort of that name here. Use `/cohorts` to see them all.',
  already: (cohort: Cohort) =>
    `You are in **${plain(cohort.name)}** already. \`/today\` shows its lesson of the day.`,
  change: 'To take part in another way, choose a cohort.',
  welcome: (cohort: Cohort) =>
    `Welcome to **${plain(cohort.name)}**. Its lessons come in ${place(cohort.channelId)}.`,
  next: (cohort: Cohort, now: Date) =>
    cohort.nextDueAt
      ? `The next one comes ${comesAt(cohort.nextDueAt, now)}.`
      : 'All its lessons have been posted; they stay open with `/lesson`.',
};

export default defineCommand({
  description: 'Join a cohort and study along',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    cohort: {
      type: 'text',
      description: 'Which cohort, if there are several',
      maxLength: 100,
      suggest: suggestCohort,
    },
  },

  async run(call) {
    const cohorts = await listCohorts(call.db, call.guildId);
    if (cohorts.length === 0) throw new Refusal(sentences.none);
    const { cohort: typed } = call.options;
    if (typed === undefined) return joinOneOf(call, cohorts);
    const cohort = cohortNamed(cohorts, typed);
    if (!cohort) throw new Refusal(sentences.unknown);
    return join(call, cohort);
  },

  buttons: {
    pick: {
      who: 'everyone',
      async run(call) {
        const cohort = cohortNamed(await listCohorts(call.db, call.guildId), call.chosen[0] ?? call.argument);
        if (!cohort) throw new Refusal(sentences.unknown);
        return join(call, cohort);
      },
    },
    live: { who: 'member', run: call => takePartLive(call, call.argument) },
    audit: { who: 'member', run: call => readAlong(call, call.argument) },
    behind: { who: 'member', run: call => askPace(call, call.argument) },
    pace: { who: 'member', run: call => takePartBehind(call, call.argument) },
  },
});

/** One cohort that isn't joined yet needs no question. */
async function joinOneOf(asked: Asked, cohorts: readonly Cohort[]): Promise<Card> {
  const own = new Set(
    (await listCohortsOfMember(asked.db, asked.guildId, asked.memberId)).map(cohort => cohort.id),
  );
  const others = cohorts.filter(cohort => !own.has(cohort.id));
  const [only] = cohorts.length === 1 ? cohorts : others.length === 1 && own.size === 0 ? others : [];
  if (only) return join(asked, only);
  const [first] = cohorts;
  const choose = (list: readonly Cohort[]): Block => ({
    kind: 'choose',
    press: { command: 'join', action: 'pick' },
    placeholder: 'Choose a cohort',
    choices: list.map(cohort => ({ label: cohort.name, value: cohort.id })),
  });
  if (others.length === 0 && first) {
    return say(`${sentences.already(first)}\n${sentences.change}`, choose(cohorts));
  }
  return say(sentences.many, choose(others));
}

async function join(asked: Asked, cohort: Cohort): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const joined = await addMembership(db, { guildId, cohortId: cohort.id, memberId }, now);
  if (joined) await keepDoneBefore(asked, cohort.id);
  const first = joined
    ? [sentences.welcome(cohort), sentences.next(cohort, now)]
    : [sentences.already(cohort), ...(await howNow(asked, cohort))];
  const question = await askHow(asked, cohort, first);
  // Where nobody studied before, today's quiz waited for the first to come.
  const wakes = joined ? ({ wakes: true } as const) : {};
  if (question) return { ...question, ...wakes };
  const press = { command: 'today', action: 'open' };
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    ...wakes,
    blocks: [
      text(...(joined ? first : [sentences.already(cohort)])),
      buttons({ label: 'Today’s lesson', style: 'primary', press }),
    ],
  };
}
