/** A kind word to somebody who may need one, drafted for a moderator. The bot sends none of it. */
import type { Situation } from '../core/nudge.ts';
import { groupPress } from './cohort-report-card.ts';
import { buttons, type Card, text } from './reply.ts';
import { person, plain, visible } from './words.ts';

const drafts = {
  'just-started': (cohort: string) => [
    `Hi! Good to have you in ${cohort}. The beginning is the hardest part, and nobody minds when you make it.`,
    'If you like, type /today and read just the first page. That is enough for one day.',
    'Is anything in your way, or does something not work? Write back, and we find a way together.',
  ],
  behind: (cohort: string) => [
    `Hi! It is good to see you going on in ${cohort}.`,
    'If the open lessons feel like a lot: /catchup shows an easy way through them, a little a day, and nothing of it is urgent.',
    'Is anything hard at the moment, or can I help? A short answer is fine, and none is fine, too.',
  ],
  'was-active': (cohort: string) => [
    `Hi! I haven’t seen you in ${cohort} lately, and I hope that you are well.`,
    'There is nothing that you must make up for. When it suits you, /catchup shows an easy way back, a little a day, and /break lets everything wait.',
    'Can I help with anything? A short answer is fine, and none is fine, too.',
  ],
  'long-silent': (cohort: string) => [
    `Hi! It has been quiet around you in ${cohort}, and I wanted to say hello.`,
    'Life comes first. If you want to go on, today’s lesson is a good place to start, and what you have learned is still yours. If another time suits you better, a later cohort will have a place for you.',
    'Tell me if I can make it easier, whichever you choose.',
  ],
} as const satisfies Record<Situation, (cohort: string) => readonly string[]>;

const sentences = {
  where: (cohort: string) => `For moderators ▸ report ▸ ${plain(cohort)} ▸ a kind word`,
  heading: '## A draft for you to send',
  to: (memberId: string) => `For ${person(memberId)}.`,
  how: 'I send nothing. Copy it, change it until it sounds like you, and send it privately from your own account. Once is enough: if no answer comes, leave it at that.',
  back: 'Back to who may need a word',
};

export function nudgeCard(
  { cohortId, cohortName }: { readonly cohortId: string; readonly cohortName: string },
  { memberId, situation }: { readonly memberId: string; readonly situation: Situation },
): Card {
  return {
    ...{ kind: 'card', accent: 'map', private: true, replaces: true },
    blocks: [
      text(
        `-# ${sentences.where(cohortName)}`,
        sentences.heading,
        `${sentences.to(memberId)} ${sentences.how}`,
      ),
      text('```', ...drafts[situation](copyable(cohortName)), '```'),
      buttons({ label: sentences.back, press: groupPress(cohortId, 'quiet') }),
    ],
  };
}

/** A name that a person typed, for a code block: it can't end the block, and pings and links nothing when it is sent on. */
const copyable = (typed: string): string =>
  visible(typed)
    .replaceAll('`', '’')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[@<]/g, '$&\u2060')
    .replace(/\b(https?|www)/gi, '$1\u2060');
