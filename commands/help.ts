import { type Block, type Button, buttons, type Card, divider, text } from '../src/cards/reply.ts';
import { startHere } from '../src/cards/welcome.ts';
import { type Asked, type CommandLine, defineCommand, Refusal } from '../src/discord/define-command.ts';

type Group = CommandLine['who'];

const headings = {
  everyone: 'For everybody',
  member: 'In a cohort',
  moderator: 'For moderators',
  admin: 'For people who manage the server',
} satisfies Record<Group, string>;

const sentences = {
  gone: 'There is nothing of that kind for you here. `/help` shows what there is.',
  more: (heading: string) => `${heading}: what they do`,
};

/** Explained at once; the others are named, and explained behind a button: together they would not fit into one message. */
const atOnce: readonly Group[] = ['everyone', 'member'];
const groups = Object.keys(headings) as readonly Group[];

export default defineCommand({
  description: 'Where to start, and what I can do',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],
  run: help,

  buttons: {
    open: { who: 'everyone', run: help },
    group: {
      who: 'everyone',
      run(call) {
        const who = groups.find(one => one === call.argument);
        const lines = call.commands.filter(command => command.who === who);
        if (!who || lines.length === 0) throw new Refusal(sentences.gone);
        return {
          kind: 'card',
          accent: 'map',
          private: true,
          replaces: true,
          blocks: [
            explained(who, lines),
            buttons({ label: 'Back', press: { command: 'help', action: 'open' } }),
          ],
        };
      },
    },
  },
});

function help({ commands }: Asked): Card {
  const blocks = groups.flatMap((who): Block[] => {
    const lines = commands.filter(command => command.who === who);
    if (lines.length === 0) return [];
    if (atOnce.includes(who)) return [explained(who, lines)];
    return [text(`**${headings[who]}**`, lines.map(({ line }) => `\`${line}\``).join(', '))];
  });
  const more = groups
    .filter(who => !atOnce.includes(who) && commands.some(command => command.who === who))
    .map(
      (who): Button => ({
        label: sentences.more(headings[who]),
        press: { command: 'help', action: 'group', argument: who },
      }),
    );
  return {
    kind: 'card',
    accent: 'map',
    private: true,
    replaces: true,
    blocks: [
      text('## Where to start'),
      ...startHere,
      divider,
      ...blocks,
      ...(more.length > 0 ? [buttons(...more)] : []),
    ],
  };
}

const explained = (who: Group, lines: readonly CommandLine[]): Block =>
  text(`**${headings[who]}**`, ...lines.map(({ line, description }) => `\`${line}\` ${description}`));
