import { boardName } from '../../src/cards/board-words.ts';
import { buttons, type Card, text } from '../../src/cards/reply.ts';
import { count, plain } from '../../src/cards/words.ts';
import { seasonOf } from '../../src/core/aliases.ts';
import { SQUAD_MOST } from '../../src/core/squads.ts';
import { dayIn } from '../../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { listBoardNames, listHidden } from '../../src/store/board.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { listCohortsOfMember } from '../../src/store/memberships.ts';
import { listSquads } from '../../src/store/squads.ts';
import { cohortNamed, ownCohortOption } from '../_cohort.ts';
import { pageButtons, pageOf, pageWords, readPage } from '../_pages.ts';
import { squadSentences } from './_squad.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  title: '## Squads',
  room: (seats: number) => (seats > 0 ? `, room for ${seats} more` : ', full'),
  hidden: (n: number) => `${n} hidden`,
  you: (name: string) => `${name} (you)`,
  empty: 'nobody yet',
  how: '-# `/squad join` takes you into one.',
};

const perPage = 10;

export default defineCommand({
  description: 'The squads of your cohort and who is in them',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  async run(call) {
    return list(call, await own(call, call.options.cohort), 0, false);
  },

  buttons: {
    page: {
      who: 'member',
      async run(call: PressCall) {
        const { page, about } = readPage(call.argument);
        return list(call, await own(call, about), page, true);
      },
    },
  },
});

async function own({ db, guildId, memberId }: Asked, typed: string | undefined): Promise<Cohort> {
  const cohorts = await listCohortsOfMember(db, guildId, memberId);
  const cohort = typed === undefined ? cohorts[0] : cohortNamed(cohorts, typed);
  if (!cohort) throw new Refusal(sentences.unknown);
  return cohort;
}

async function list(asked: Asked, cohort: Cohort, number: number, replaces: boolean): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const key = { guildId, cohortId: cohort.id };
  const squads = await listSquads(db, key);
  if (squads.length === 0) throw new Refusal(squadSentences.nothingYet);
  const page = pageOf(squads, number, perPage);
  const people = page.items.flatMap(({ memberIds }) => memberIds);
  const hidden = await listHidden(db, guildId, people);
  const season = { ...key, season: seasonOf(dayIn(cohort.zone, now)) };
  const seen = people.filter(id => !hidden.has(id) || id === memberId);
  const names = await listBoardNames(db, season, seen);
  const lines = page.items.map(({ name, memberIds }) => {
    const shown = memberIds.flatMap(id => {
      const known = names.get(id);
      if (!known) return [];
      return [id === memberId ? sentences.you(boardName(known)) : boardName(known)];
    });
    const unseen = memberIds.length - shown.length;
    const who = [...shown, ...(unseen > 0 ? [sentences.hidden(unseen)] : [])].join(', ');
    return `**${plain(name)}** (${count(memberIds.length, 'member')}${sentences.room(SQUAD_MOST - memberIds.length)}): ${who || sentences.empty}`;
  });
  const turn = pageButtons('squad/list', cohort.id, page);
  return {
    ...{ kind: 'card', accent: 'progress', private: true, ...(replaces ? { replaces } : {}) },
    blocks: [
      text(`-# ${plain(cohort.name)}`, sentences.title, ...lines, '', sentences.how, ...pageWordsOf(page)),
      buttons(
        {
          label: 'Their points',
          press: { command: 'leaderboard', action: 'show-new', argument: `${cohort.id}.squads` },
        },
        ...turn,
      ),
    ],
  };
}

const pageWordsOf = (page: Parameters<typeof pageWords>[0]): string[] => {
  const words = pageWords(page);
  return words ? [words] : [];
};
