import {
  type CohortReportView,
  cohortReportCard,
  isStanding,
  reportGroupCard,
} from '../../src/cards/cohort-report-card.ts';
import { nudgeCard } from '../../src/cards/nudge-card.ts';
import type { Block, Card } from '../../src/cards/reply.ts';
import { situationOf } from '../../src/core/nudge.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { cohortReportPicture } from '../../src/pictures/cohort-report.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { anyCohortMeant, anyCohortOption } from '../_cohort.ts';
import { drawnFor } from '../_drawn.ts';
import { pageButtons, pageOf, pageWords, readPage } from '../_pages.ts';
import { readReport, reportedCohort, viewReport } from './_report.ts';

const sentences = {
  notQuiet:
    'They are no longer among those who may need a word. Open the report again to see how everybody is doing.',
  old: 'I don’t know that list. `/cohort report` shows them all.',
};

const perPage = 20;

export default defineCommand({
  description: 'How a cohort is doing: who may need a word, and where people stop',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: anyCohortOption },

  run: async call => report(call, await anyCohortMeant(call, call.options.cohort), false),

  buttons: {
    open: {
      who: 'moderator',
      run: async call => report(call, await reportedCohort(call, call.argument), true),
    },
    group: { who: 'moderator', run: call => group(call, call.argument, 0) },
    page: {
      who: 'moderator',
      run(call) {
        const { page, about } = readPage(call.argument);
        return group(call, about, page);
      },
    },
    /** Who is named must be in need of one still: nothing else is told of anybody. */
    nudge: {
      who: 'moderator',
      async run(call) {
        const cohort = await reportedCohort(call, call.argument);
        const { placed } = await readReport(call, cohort);
        const quiet = placed.find(
          ({ memberId, standing }) => memberId === call.chosen[0] && standing === 'quiet',
        );
        if (!quiet) throw new Refusal(sentences.notQuiet);
        const situation = situationOf({
          hasBegun: quiet.activeOn !== undefined,
          silentDays: quiet.silentDays,
        });
        return nudgeCard(
          { cohortId: cohort.id, cohortName: cohort.name },
          { memberId: quiet.memberId, situation },
        );
      },
    },
  },
});

async function report(asked: Asked, cohort: Cohort, replaces: boolean): Promise<Card> {
  const read = await readReport(asked, cohort);
  const view = viewReport(asked, cohort, read);
  const hasPicture = read.placed.length > 0 && view.lessons.length > 0;
  return cohortReportCard(view, { picture: hasPicture ? await drawn(asked, view) : [], replaces });
}

/** `about`: the cohort's id and the group. */
async function group(asked: Asked, about: string, page: number): Promise<Card> {
  const [cohortId = '', standing = ''] = about.split('.');
  if (!isStanding(standing)) throw new Refusal(sentences.old);
  const cohort = await reportedCohort(asked, cohortId);
  const { placed } = await readReport(asked, cohort);
  const members = placed.filter(member => member.standing === standing);
  const shown = pageOf(members, page, perPage);
  return reportGroupCard(
    { cohortId, cohortName: cohort.name },
    {
      ...{ standing, total: members.length, from: shown.from, page: pageWords(shown) },
      memberIds: shown.items.map(({ memberId }) => memberId),
      turn: pageButtons('cohort/report', about, shown),
    },
  );
}

/** Only for who wants pictures. */
const drawn = (asked: Asked, { cohortName, members, lessons }: CohortReportView): Promise<Block[]> =>
  drawnFor(asked, () =>
    cohortReportPicture({
      ...{ title: cohortName, lessons, onTrack: members['on-track'].length },
      ...{ catchingUp: members['catching-up'].length, quiet: members.quiet.length },
    }),
  );
