import { type Block, type Button, buttons, type Card, divider, say, text } from '../../src/cards/reply.ts';
import { count, person, plain, time } from '../../src/cards/words.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import { type Cohort, findCohort } from '../../src/store/cohorts.ts';
import {
  type CohortMember,
  countMembers,
  listMembers,
  setMembershipLeft,
} from '../../src/store/memberships.ts';
import { cohortMeant, cohortOption } from '../_cohort.ts';

const sentences = {
  nobody: 'Nobody has joined yet. Tell people to type `/join`.',
  how: 'To remove somebody, choose their number below. What they learned stays theirs.',
  ask: (memberId: string, cohort: Cohort) =>
    `Remove ${person(memberId)} from **${plain(cohort.name)}**? They no longer stand on its leaderboard. What they learned, their answers and their points are kept, and they may join again.`,
  removed: (memberId: string, cohort: Cohort) =>
    `${person(memberId)} is no longer in **${plain(cohort.name)}**. What they learned is kept.`,
  kept: 'All right, nobody was removed.',
  notIn: 'They are not in that cohort, or no longer. Nothing was changed.',
  gone: 'That cohort is no longer here. Nothing was changed.',
};

const pageSize = 20;
const modes = { live: '', 'catch-up': ', catching up', audit: ', reading along' } as const;

export default defineCommand({
  description: 'Who studies in a cohort; remove somebody from it',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    cohort: cohortOption,
    remove: { type: 'member', description: 'Somebody to remove; what they learned stays' },
  },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const { remove } = call.options;
    return remove === undefined ? membersPage(call, cohort, 1) : askToRemove(cohort, remove);
  },

  buttons: {
    page: {
      who: 'moderator',
      async run(call) {
        const [cohortId = '', page = ''] = call.argument.split('.');
        return membersPage(call, await lookUp(call, cohortId), Number(page));
      },
    },
    pick: {
      who: 'moderator',
      async run(call) {
        return askToRemove(await lookUp(call, call.argument), call.chosen[0] ?? '');
      },
    },
    remove: {
      who: 'moderator',
      async run(call) {
        const [cohortId = '', memberId = ''] = call.argument.split('.');
        const cohort = await lookUp(call, cohortId);
        if (!(await remove(call, cohort, memberId))) throw new Refusal(sentences.notIn);
        return { ...say(sentences.removed(memberId, cohort)), replaces: true };
      },
    },
    keep: { who: 'moderator', run: () => ({ ...say(sentences.kept), replaces: true }) },
  },
});

async function lookUp({ db, guildId }: Asked, cohortId: string): Promise<Cohort> {
  const cohort = await findCohort(db, guildId, cohortId);
  if (!cohort || cohort.state === 'archived') throw new Refusal(sentences.gone);
  return cohort;
}

/** `wanted`: from 1; what is no page of the list becomes the nearest one. */
async function membersPage({ db, guildId }: Asked, cohort: Cohort, wanted: number): Promise<Card> {
  const total = (await countMembers(db, guildId)).get(cohort.id) ?? 0;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pages) : 1;
  const offset = (page - 1) * pageSize;
  const members = await listMembers(db, { guildId, cohortId: cohort.id }, { limit: pageSize, offset });
  const heading = `## ${plain(cohort.name)}: ${count(total, 'member')}`;
  if (total === 0) return { ...card([text(heading, sentences.nobody)]), replaces: true };
  const turn = (label: string, to: number): Button => ({
    label,
    press: { command: 'cohort/members', action: 'page', argument: `${cohort.id}.${to}` },
    disabled: to < 1 || to > pages,
  });
  return card([
    text(heading, ...members.map((member, place) => lineOf(member, offset + place + 1))),
    divider,
    text(sentences.how),
    {
      kind: 'choose',
      press: { command: 'cohort/members', action: 'pick', argument: cohort.id },
      placeholder: 'Remove somebody',
      choices: members.map(({ memberId }, place) => ({
        label: `Remove number ${offset + place + 1}`,
        value: memberId,
      })),
    },
    ...(pages > 1
      ? [text(`Page ${page} of ${pages}`), buttons(turn('Back', page - 1), turn('Next', page + 1))]
      : []),
  ]);
}

const card = (blocks: readonly Block[]): Card => ({
  kind: 'card',
  accent: 'map',
  private: true,
  replaces: true,
  blocks,
});

const lineOf = ({ memberId, joinedAt, mode }: CohortMember, number: number): string =>
  `${number}\\. ${person(memberId)}, since ${time(joinedAt, 'D')}${modes[mode]}`;

function askToRemove(cohort: Cohort, memberId: string): Card {
  if (!/^\d{1,20}$/.test(memberId)) throw new Refusal(sentences.notIn);
  const press = (action: string) => ({
    command: 'cohort/members',
    action,
    argument: `${cohort.id}.${memberId}`,
  });
  const ways = buttons(
    { label: 'Remove them', style: 'danger', press: press('remove') },
    { label: 'Keep them', press: press('keep') },
  );
  return { ...say(sentences.ask(memberId, cohort), ways), replaces: true };
}

/** The audit says that somebody was removed and by whom; whom is nobody's business later. */
async function remove({ db, guildId, memberId: actorId, now }: Asked, cohort: Cohort, memberId: string) {
  return db.transaction(async tx => {
    const left = await setMembershipLeft(tx, { guildId, cohortId: cohort.id, memberId }, now);
    if (left) {
      const entry = { guildId, cohortId: cohort.id, actorId, action: 'member-removed', detail: {}, at: now };
      await addAudit(tx, entry);
    }
    return left;
  });
}
