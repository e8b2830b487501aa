/** Where to start: said when the bot arrives in a guild, and again by `/help`. */
import { type Block, type Card, text } from './reply.ts';

export const startHere: readonly Block[] = [
  text(
    '**If you want to learn:** `/cohorts` shows who studies here, `/join` brings you in, and `/lesson` and `/quiz` work at once.',
    '**If you lead this server:** `/setup` chooses who may moderate and which time zone you live in; then `/cohort create` starts a cohort.',
  ),
];

export const welcomeCard: Card = {
  kind: 'card',
  accent: 'notice',
  blocks: [
    text('## Hello, I’m Lockstep', 'I bring a study cohort one lesson a day, with a quiz to make it stick.'),
    ...startHere,
    text('-# `/help` says this again, and all else that I can do.'),
  ],
};
