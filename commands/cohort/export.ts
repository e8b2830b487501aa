import { type Card, text } from '../../src/cards/reply.ts';
import { count, plain, visible } from '../../src/cards/words.ts';
import { seasonOf } from '../../src/core/aliases.ts';
import { csvFile } from '../../src/core/csv.ts';
import { dayIn } from '../../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import { listBoardNames } from '../../src/store/board.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { listMemberSettings } from '../../src/store/member-settings.ts';
import { anyCohortMeant, anyCohortOption } from '../_cohort.ts';
import { listFigures } from './_figures.ts';
import { readReport } from './_report.ts';

const sentences = {
  nobody: (cohort: string) => `There is nobody in **${plain(cohort)}** to tell of yet, so there is no file.`,
  file: (cohort: string, members: number, withIds: boolean) =>
    `**${plain(cohort)}**, ${count(members, 'member')}, as a table for a spreadsheet. ${
      withIds
        ? 'It says who is who: keep it to yourself, and delete it when you need it no more.'
        : 'Members stand in it under the names that boards show. If you must know who is who, type it again with `with-ids`.'
    }`,
  same: '-# Lessons, days and answers are reckoned as in `/progress`; points are those of this cohort, as on its board.',
  absent: '-# Who rests, only reads along, has left, or chose not to be in reports isn’t in it.',
  unnamed: (number: number) => `Member ${number}`,
};

const columns = [
  'name',
  'joined',
  'lessons_done',
  'lessons_planned',
  'lessons_posted',
  'days_kept',
  'days_counted',
  'points',
  'quiz_percent_right',
];

export default defineCommand({
  description: 'A cohort’s progress as a table (CSV) for a spreadsheet',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    cohort: anyCohortOption,
    'with-ids': {
      type: 'text',
      description: 'Whether it says who is who; left out, it doesn’t',
      choices: [
        { label: 'No: only the names that boards show', value: 'no' },
        { label: 'Yes: Discord’s ids, too', value: 'yes' },
      ],
    },
  },

  async run(call) {
    const cohort = await anyCohortMeant(call, call.options.cohort);
    return exported(call, cohort, call.options['with-ids'] === 'yes');
  },
});

async function exported(asked: Asked, cohort: Cohort, withIds: boolean): Promise<Card> {
  const { db, guildId, memberId: actorId, now } = asked;
  const key = { guildId, cohortId: cohort.id };
  const read = await readReport(asked, cohort);
  const { placed, posted } = read;
  if (placed.length === 0) throw new Refusal(sentences.nobody(cohort.name));
  const memberIds = placed.map(({ memberId }) => memberId);
  // As boards show them now; whom none has shown yet this season gets an alias here.
  const season = { ...key, season: seasonOf(dayIn(cohort.zone, now)) };
  const [figures, settings, names] = await Promise.all([
    listFigures(asked, cohort, read),
    listMemberSettings(db, guildId, memberIds),
    listBoardNames(db, season, memberIds),
  ]);
  const lessons = new Set(posted.map(({ lessonId }) => lessonId)).size;
  const rows = placed.map(({ memberId, firstJoinedAt }, place) => {
    const { lessonsDone, lessonsPlanned, daysKept, daysCounted, points, quizShare } = figures(memberId);
    const { name = '', alias = '' } = names.get(memberId) ?? {};
    const chosen = settings.get(memberId)?.shownAs === 'hidden' ? '' : visible(name) || alias;
    return [
      chosen || sentences.unnamed(place + 1),
      // As a mention: a bare number of 18 digits would lose its last ones in a spreadsheet.
      ...(withIds ? [`<@${memberId}>`] : []),
      ...[dayIn(cohort.zone, firstJoinedAt), lessonsDone, lessonsPlanned, lessons],
      ...[daysKept, daysCounted, points, quizShare],
    ];
  });
  const head = withIds ? [...columns.slice(0, 1), 'discord_id', ...columns.slice(1)] : columns;
  const detail = { members: rows.length, ids: withIds };
  await addAudit(db, { ...key, actorId, action: 'cohort-exported', detail, at: now });
  return {
    ...{ kind: 'card', accent: 'map', private: true },
    blocks: [
      text(sentences.file(cohort.name, rows.length, withIds), sentences.same, sentences.absent),
      {
        kind: 'file',
        name: `progress-${dayIn(cohort.zone, now)}.csv`,
        data: Buffer.from(csvFile([head, ...rows])),
      },
    ],
  };
}
