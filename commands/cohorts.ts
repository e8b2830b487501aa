import { type Block, buttons, type Card, divider, text } from '../src/cards/reply.ts';
import { comesAt, count, place, plain } from '../src/cards/words.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../src/store/cohorts.ts';
import { countMembers, listCohortsOfMember } from '../src/store/memberships.ts';

const sentences = {
  none: 'There is no cohort here yet. A moderator can start one with `/cohort create`.',
  over: 'The plan is over.',
  paused: 'It is paused for now.',
  more: (rest: number) =>
    `And ${count(rest, 'more cohort')}: type \`/join\` and a part of the name to find one.`,
};

/** More would not fit into one message's components. */
const shownAtOnce = 8;

export default defineCommand({
  description: 'Which cohorts study here',
  who: 'everyone',
  where: ['server', 'thread'],

  run: cohortsHere,
  buttons: { open: { who: 'everyone', run: cohortsHere } },
});

async function cohortsHere({ db, guildId, memberId, curriculum, now }: Asked): Promise<Card> {
  const cohorts = await listCohorts(db, guildId);
  if (cohorts.length === 0) throw new Refusal(sentences.none);
  const members = await countMembers(db, guildId);
  const own = new Set((await listCohortsOfMember(db, guildId, memberId)).map(cohort => cohort.id));
  const blocks: Block[] = [text('## Cohorts here')];
  for (const cohort of cohorts.slice(0, shownAtOnce)) {
    const pathway = curriculum.pathways.get(cohort.pathwayId)?.title ?? cohort.pathwayId;
    const next = nextWords(cohort, now);
    blocks.push(
      divider,
      text(
        `**${plain(cohort.name)}**${own.has(cohort.id) ? ' (you are in it)' : ''}`,
        `${pathway}, in ${place(cohort.channelId)}`,
        `${count(members.get(cohort.id) ?? 0, 'member')} · ${next}`,
      ),
    );
    if (!own.has(cohort.id)) {
      blocks.push(
        buttons({
          label: `Join ${cohort.name}`,
          press: { command: 'join', action: 'pick', argument: cohort.id },
        }),
      );
    }
  }
  const rest = cohorts.length - shownAtOnce;
  if (rest > 0) blocks.push(text(sentences.more(rest)));
  return { kind: 'card', accent: 'map', private: true, blocks };
}

function nextWords({ state, nextDueAt }: Cohort, now: Date): string {
  if (state === 'paused') return sentences.paused;
  return nextDueAt ? `next lesson ${comesAt(nextDueAt, now)}` : sentences.over;
}
