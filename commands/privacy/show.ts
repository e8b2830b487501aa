import { buttons, type Card, divider, text } from '../../src/cards/reply.ts';
import { type Asked, defineCommand } from '../../src/discord/define-command.ts';
import { countPersonalRows } from '../../src/store/personal-data.ts';
import { kindLines } from './_kinds.ts';
import { type Scope, scopeOf, scopeOption, whoseOf } from './_scope.ts';

const sentences = {
  title: {
    here: '## What I keep about you in this server',
    everywhere: '## What I keep about you everywhere',
  },
  nothing: { here: 'Nothing.', everywhere: 'Nothing at all.' },
  how: 'I know you by your Discord number alone. Names and words stand here only if you typed them, and I never read what you write in channels.',
  whoSees:
    'Your points stand on boards under an alias unless you choose otherwise. Moderators may look at your progress. `/settings` changes both.',
  until: 'It is kept until you delete it, also when you leave a cohort or the server.',
  policy:
    'The policy of those who run me: press my name, then **Privacy Policy**. If there is none, ask an admin of this server.',
};

export default defineCommand({
  description: 'See what is kept about you',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],
  options: { where: scopeOption },

  run: call => shown(call, scopeOf(call, call.options.where)),
});

async function shown(asked: Asked, scope: Scope): Promise<Card> {
  const lines = kindLines(await countPersonalRows(asked.db, whoseOf(asked, scope)));
  const to = (action: string) => ({ command: `privacy/${action}`, action: 'open', argument: scope });
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    blocks: [
      text(
        sentences.title[scope],
        ...(lines.length > 0 ? lines.map(line => `- ${line}`) : [sentences.nothing[scope]]),
      ),
      divider,
      text(sentences.how, sentences.whoSees, sentences.until, sentences.policy),
      ...(lines.length > 0
        ? [
            buttons(
              { label: 'Take it along', style: 'primary', press: to('export') },
              { label: 'Delete it …', press: to('delete') },
            ),
          ]
        : []),
    ],
  };
}
