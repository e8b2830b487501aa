/** What somebody reads when we couldn't do our part: never an error's own words, always a number that leads to the log. */
import { type Card, say } from '../cards/reply.ts';

const sentences = {
  broken: 'Something broke on our side, not yours. Try again;',
  away: 'I can’t reach my records right now. Nothing was lost or changed. Try again in a minute;',
  slow: 'That took too long, so I stopped waiting. What already counted will not count twice. Try again in a minute;',
} as const;

/** `broken`: a bug. `away`: no database. `slow`: no answer in time. The reference leads to the log, which holds the rest. */
export const apology = (reference: string, why: keyof typeof sentences = 'broken'): Card => ({
  ...say(`${sentences[why]} if it stays ${stays[why]}, tell a moderator this number: \`${reference}\`.`),
  accent: 'sorry',
});

const stays = { broken: 'broken', away: 'like this', slow: 'slow' } as const;
