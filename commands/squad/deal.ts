import { createHash, randomBytes } from 'node:crypto';
import { buttons, type Card, say, text } from '../../src/cards/reply.ts';
import { count, person, plain } from '../../src/cards/words.ts';
import { BEINGS } from '../../src/core/alias-words.ts';
import { shuffle } from '../../src/core/shuffle.ts';
import { dealSquads, SQUAD_LEAST } from '../../src/core/squads.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import { type Cohort, claimCohort, findCohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/connect.ts';
import { addDraft, type DraftKey, findDraft, removeDraft } from '../../src/store/drafts.ts';
import { addSquad, addSquadMember, addSquadNote, listSquadless, listSquads } from '../../src/store/squads.ts';
import { cohortMeant, cohortOption } from '../_cohort.ts';

const sentences = {
  nobody: (cohort: string) =>
    `Everybody who studies in **${plain(cohort)}** is in a squad, so there is nobody to deal.`,
  noLearners: (cohort: string) => `Nobody studies in **${plain(cohort)}** yet, so there is nobody to deal.`,
  few: (people: number) =>
    `Only ${count(people, 'person is', 'people are')} without a squad, and no squad with people in it has room for them. A new or an empty one needs at least ${SQUAD_LEAST}. Nothing was changed.`,
  title: (people: number) => `## ${count(people, 'person', 'people')} without a squad`,
  new: (name: string) => `New: **${plain(name)}**`,
  joins: (name: string) => `**${plain(name)}** gets`,
  more: (n: number) => `… and ${count(n, 'squad')} more`,
  left: (n: number) => `${count(n, 'person stays', 'people stay')} without a squad: there is no room.`,
  how: 'They are dealt by lot. Nothing is changed before you apply it; `/squad rename` changes names afterwards.',
  gone: 'This deal was used already or has expired. Nothing was changed. Type `/squad deal` again.',
  goneCohort: 'That cohort is no longer here. Nothing was changed.',
  stale:
    '⚠️ Others have joined or left a squad in the meantime, so nothing was changed yet. This is the deal now:',
  dealt: (people: number, cohort: string) =>
    `Dealt: ${count(people, 'person has', 'people have')} a squad now. \`/squad list\` with the cohort **${plain(cohort)}** shows them all.`,
  cancelled: 'All right, nothing was changed.',
};

/** Six mentions each: more wouldn't fit into a message. */
const mostLines = 15;

/** Holds nobody's id: who is dealt where follows from the lot and from who is there. */
interface Draft {
  readonly cohortId: string;
  readonly lot: string;
  readonly shown: string;
}
interface Group {
  readonly name: string;
  /** Of a squad that is there. */
  readonly id?: string;
  readonly memberIds: readonly string[];
}

export default defineCommand({
  description: 'Divide everybody without a squad into squads of four to six; small ones are filled first',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  run: async call =>
    preview(call, await cohortMeant(call, call.options.cohort), randomBytes(8).toString('hex'), false),

  buttons: {
    apply: { who: 'moderator', run: apply },
    again: { who: 'moderator', run: again },
    cancel: {
      who: 'moderator',
      async run(call) {
        await removeDraft(call.db, keyOf(call, call.argument), call.now);
        return { ...say(sentences.cancelled), replaces: true };
      },
    },
  },
});

const keyOf = ({ guildId, memberId }: Asked, id: string): DraftKey => ({
  ...{ guildId, memberId, id, kind: 'squad-deal' },
});

async function dealOf(db: Db, guildId: string, cohortId: string, lot: string) {
  const key = { guildId, cohortId };
  const [people, squads] = [await listSquadless(db, key), await listSquads(db, key)];
  const deal = dealSquads(
    people.length,
    squads.map(({ memberIds }) => memberIds.length),
  );
  const order = shuffle(people, lot);
  const taken = new Set(squads.map(({ name }) => name.toLowerCase()));
  const names = shuffle(BEINGS, lot).filter(name => !taken.has(name.toLowerCase()));
  const groups = [
    ...deal.sizes.map((size, at): Group & { size: number } => ({
      ...{ name: names[at] ?? `Squad ${at + 1} ${lot.slice(0, 4)}`, memberIds: [], size },
    })),
    ...squads.flatMap(({ id, name }, at) => {
      const size = deal.joining[at] ?? 0;
      return size > 0 ? [{ id, name, memberIds: [], size }] : [];
    }),
  ].map(({ size, ...group }): Group => ({ ...group, memberIds: order.splice(0, size) }));
  const shown = createHash('sha256')
    .update(JSON.stringify([lot, groups]))
    .digest('hex');
  const seated = squads.reduce((sum, { memberIds }) => sum + memberIds.length, 0);
  return { people: people.length, seated, groups, left: deal.left, shown };
}

async function preview(asked: Asked, cohort: Cohort, lot: string, replaces: boolean, isStale = false) {
  const { db, guildId, now } = asked;
  const { people, seated, groups, left, shown } = await dealOf(db, guildId, cohort.id, lot);
  if (people === 0) throw new Refusal((seated > 0 ? sentences.nobody : sentences.noLearners)(cohort.name));
  if (groups.length === 0) throw new Refusal(sentences.few(people));
  const id = randomBytes(8).toString('hex');
  const draft: Draft = { cohortId: cohort.id, lot, shown };
  await addDraft(db, keyOf(asked, id), draft, now);
  const lines = groups.map(
    ({ id: squadId, name, memberIds }) =>
      `${squadId === undefined ? sentences.new(name) : sentences.joins(name)} (${memberIds.length}): ${memberIds.map(person).join(', ')}`,
  );
  const to = (action: string) => ({ command: 'squad/deal', action, argument: id });
  return {
    ...{ kind: 'card', accent: 'notice', private: true, ...(replaces ? { replaces } : {}) },
    blocks: [
      text(`-# ${plain(cohort.name)}`, sentences.title(people), ...(isStale ? [sentences.stale] : [])),
      text(
        ...lines.slice(0, mostLines),
        ...(lines.length > mostLines ? [sentences.more(lines.length - mostLines)] : []),
        ...(left > 0 ? [sentences.left(left)] : []),
        '',
        `-# ${sentences.how}`,
      ),
      buttons(
        { label: 'Apply', style: 'success', press: to('apply') },
        { label: 'Deal again', press: to('again') },
        { label: 'Cancel', press: to('cancel') },
      ),
    ],
  } satisfies Card;
}

async function again(call: PressCall): Promise<Card> {
  const draft = await findDraft<Draft>(call.db, keyOf(call, call.argument), call.now);
  const cohort = draft && (await findCohort(call.db, call.guildId, draft.cohortId));
  if (!cohort) throw new Refusal(sentences.gone);
  return preview(call, cohort, randomBytes(8).toString('hex'), true);
}

/** Once, and only what was shown: when other people are without a squad by now, that is shown first. */
async function apply(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now } = call;
  const outcome = await db.transaction(async tx => {
    const draft = await removeDraft<Draft>(tx, keyOf(call, call.argument), now);
    if (!draft) throw new Refusal(sentences.gone);
    const cohort = await claimCohort(tx, { guildId, id: draft.cohortId });
    if (!cohort || cohort.state === 'archived') throw new Refusal(sentences.goneCohort);
    const { groups, shown } = await dealOf(tx, guildId, cohort.id, draft.lot);
    if (shown !== draft.shown) return { cohort, lot: draft.lot, dealt: undefined };
    let dealt = 0;
    for (const group of groups) {
      const key = { guildId, cohortId: cohort.id, id: group.id ?? randomBytes(8).toString('hex') };
      if (group.id === undefined) await addSquad(tx, { ...key, name: group.name }, now);
      for (const one of group.memberIds) {
        if ((await addSquadMember(tx, key, one, now)) !== 'joined') continue;
        await addSquadNote(tx, { ...key, memberId: one }, { cohort: cohort.name, squad: group.name }, now);
        dealt += 1;
      }
    }
    const detail = { squads: groups.length, people: dealt };
    await addAudit(tx, {
      guildId,
      cohortId: cohort.id,
      actorId: memberId,
      action: 'squads-dealt',
      detail,
      at: now,
    });
    return { cohort, lot: draft.lot, dealt };
  });
  if (outcome.dealt === undefined) return preview(call, outcome.cohort, outcome.lot, true, true);
  return { ...say(sentences.dealt(outcome.dealt, outcome.cohort.name)), replaces: true };
}
