import { boardName } from '../../src/cards/board-words.ts';
import { noCohort } from '../../src/cards/no-cohort.ts';
import { buttons, type Card, text } from '../../src/cards/reply.ts';
import { count, plain } from '../../src/cards/words.ts';
import { seasonOf } from '../../src/core/aliases.ts';
import { SQUAD_MOST } from '../../src/core/squads.ts';
import { dayIn } from '../../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { listBoardNames, listHidden } from '../../src/store/board.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { listCohortsOfMember, listPastCohorts } from '../../src/store/memberships.ts';
import { listSquads } from '../../src/store/squads.ts';
import { cohortMeant, cohortNamed, mayModerate, seenCohortOption } from '../_cohort.ts';
import { pageButtons, pageOf, pageWords, readPage } from '../_pages.ts';
import { squadSentences } from './_squad.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  unnamed: 'You are in no cohort here yourself. As a moderator you may name one: `/squad list cohort`.',
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
  who: 'everyone',
  where: ['server', 'thread'],
  options: { cohort: seenCohortOption },

  async run(call) {
    return list(call, await cohortSeen(call, call.options.cohort), 0, false);
  },

  buttons: {
    page: {
      who: 'everyone',
      async run(call: PressCall) {
        const { page, about } = readPage(call.argument);
        return list(call, await cohortSeen(call, about), page, true);
      },
    },
  },
});

interface Seen {
  readonly cohort: Cohort;
  /** Whether whoever asks is in it; moderators needn't be. */
  readonly isOwn: boolean;
}

/** One of the member's own, the one joined last unless one is named; for moderators any that is named. */
async function cohortSeen(asked: Asked, typed: string | undefined): Promise<Seen> {
  const { db, guildId, memberId } = asked;
  const own = await listCohortsOfMember(db, guildId, memberId);
  const cohort = typed === undefined ? own[0] : cohortNamed(own, typed);
  if (cohort) return { cohort, isOwn: true };
  const leads = mayModerate(asked);
  if (leads && typed !== undefined) return { cohort: await cohortMeant(asked, typed), isOwn: false };
  if (leads) throw new Refusal(sentences.unnamed);
  if (own.length > 0) throw new Refusal(sentences.unknown);
  throw new Refusal(noCohort(await listPastCohorts(db, guildId, memberId)));
}

async function list(asked: Asked, { cohort, isOwn }: Seen, number: number, replaces: boolean): Promise<Card> {
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
  const points = {
    label: 'Their points',
    press: { command: 'leaderboard', action: 'show-new', argument: `${cohort.id}.squads` },
  };
  // Boards are for who is in the cohort.
  const onward = [...(isOwn ? [points] : []), ...turn];
  const tail = [...(isOwn ? ['', sentences.how] : []), ...pageWordsOf(page)];
  return {
    ...{ kind: 'card', accent: 'progress', private: true, ...(replaces ? { replaces } : {}) },
    blocks: [
      text(`-# ${plain(cohort.name)}`, sentences.title, ...lines, ...tail),
      ...(onward.length > 0 ? [buttons(...onward)] : []),
    ],
  };
}

const pageWordsOf = (page: Parameters<typeof pageWords>[0]): string[] => {
  const words = pageWords(page);
  return words ? [words] : [];
};
