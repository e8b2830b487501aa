import { dayWords } from '../../src/cards/day-words.ts';
import { planSummary } from '../../src/cards/plan-words.ts';
import { type Card, text } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { openPause } from '../../src/core/plan-change.ts';
import { dayIn, type StudyDay } from '../../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { type CalendarFacts, calendarPicture, calendarWords } from '../../src/pictures/calendar.ts';
import { type Cohort, findCohort } from '../../src/store/cohorts.ts';
import { drawnFor } from '../_drawn.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { planNow } from './_plan.ts';
import { placeTitle } from './_titles.ts';

const sentences = {
  gone: 'That cohort is gone. Type `/pace show` to choose another.',
  paused: '**Paused**, with no end yet. `/pace resume` lets it go on.',
  pauseAhead: (since: string) => `A pause without an end begins on ${since}.`,
  over: 'Nothing more is to come.',
};

export default defineCommand({
  description: 'The coming study days of a cohort, as a calendar and in words',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  run: async call => calendarCard(call, await cohortMeant(call, call.options.cohort)),

  buttons: {
    open: {
      who: 'moderator',
      async run(call) {
        const cohort = await findCohort(call.db, call.guildId, call.argument);
        if (!cohort || cohort.state === 'archived') throw new Refusal(sentences.gone);
        return calendarCard(call, cohort);
      },
    },
  },
});

async function calendarCard(asked: Asked, cohort: Cohort): Promise<Card> {
  const { plan } = await planNow(asked.db, cohort, asked.now);
  const facts: CalendarFacts = {
    title: cohort.name,
    zone: cohort.zone,
    today: dayIn(cohort.zone, asked.now),
    days: plan.days.map(({ day, kind, lessonId, nodeId }) => ({
      day,
      kind,
      title: placeTitle(asked.curriculum, { lessonId, nodeId }),
    })),
    rests: plan.inputs.rests,
  };
  return {
    kind: 'card',
    accent: 'map',
    private: true,
    blocks: [
      text(
        `## ${plain(cohort.name)}`,
        planSummary({ ...plan, zone: cohort.zone, postTime: cohort.postTime }),
        ...stateLines(cohort, openPause(plan.inputs)?.from),
      ),
      ...(await drawnFor(asked, () => calendarPicture(facts))),
      text(...calendarWords(facts).lines),
    ],
  };
}

function stateLines({ state }: Cohort, pausedFrom: StudyDay | undefined): string[] {
  if (state === 'paused') return [sentences.paused];
  if (state === 'ended') return [sentences.over];
  return pausedFrom === undefined ? [] : [sentences.pauseAhead(dayWords(pausedFrom))];
}
