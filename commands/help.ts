import { divider, text } from '../src/cards/reply.ts';
import { startHere } from '../src/cards/welcome.ts';
import { type CommandLine, defineCommand } from '../src/discord/define-command.ts';

const headings = {
  everyone: 'For everybody',
  member: 'In a cohort',
  moderator: 'For moderators',
  admin: 'For people who manage the server',
} satisfies Record<CommandLine['who'], string>;

export default defineCommand({
  description: 'Where to start, and what I can do',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],

  run({ commands }) {
    const groups = (Object.keys(headings) as CommandLine['who'][]).flatMap(who => {
      const lines = commands.filter(command => command.who === who);
      return lines.length === 0
        ? []
        : [
            text(
              `**${headings[who]}**`,
              ...lines.map(({ line, description }) => `\`${line}\` ${description}`),
            ),
          ];
    });
    return {
      kind: 'card',
      accent: 'map',
      private: true,
      blocks: [text('## Where to start'), ...startHere, divider, ...groups],
    };
  },
});
