import { randomBytes } from 'node:crypto';
import { buttons, type Card, divider, say, text } from '../../src/cards/reply.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { addDraft, type DraftKey, removeDraft } from '../../src/store/drafts.ts';
import { countPersonalRows, countRowsThatGo } from '../../src/store/personal-data.ts';
import { kindLines, ownWords } from './_kinds.ts';
import { type Scope, scopeOf, whoseOf } from './_scope.ts';

const sentences = {
  title: '## Delete what I keep about you',
  choose: 'Where? Nothing is deleted before you press a second button.',
  nothing: 'I keep nothing about you, so there is nothing to delete.',
  sure: { here: '## Delete all of it in this server?', everywhere: '## Delete all of it everywhere?' },
  goes: '**This goes, and can’t be brought back:**',
  out: 'You are in no cohort any more, and your points, your streak and your place on boards are gone. You may join again and begin anew.',
  nothingGoes:
    'You have learned nothing here that could go. **Your name is taken out of this, and can’t be brought back:**',
  stays: [
    '**This stays:**',
    '- What you did for others as a moderator, such as plans, corrections and grades, and that you thanked somebody, but not the words with which you did. “A deleted member” stands there instead of you.',
    '- What others have: nobody’s points change.',
    '- Messages in channels. The result of a live quiz, a week’s board or a week’s digest may show your name there; ask a moderator to remove one.',
    '- Backups, until they are overwritten. If one is ever restored, you are forgotten again: for that a code is kept from which nobody can read who you are.',
  ],
  takeAlong: 'If you want to keep a copy, use `/privacy export` before.',
  gone: 'These buttons were used already or have expired. Nothing more was deleted. `/privacy show` says what there is.',
  kept: 'All right, everything is kept.',
  done: {
    here: 'Done. I keep nothing about you in this server any more.',
    everywhere: 'Done. I keep nothing about you any more, in no server.',
  },
  underWay:
    'I have written down that you want to be forgotten, and am at it; it takes longer than usual. It will be done even if I am started anew meanwhile. `/privacy show` says when nothing is left.',
  notBegun:
    'I couldn’t write down that you want to be forgotten, so I deleted nothing. It is a fault of ours, and the people who run me can see it. Try again later, or tell an admin of this server.',
};

export default defineCommand({
  description: 'Delete all that is kept about you',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],

  run: call => choice(call, false),

  buttons: {
    open: { who: 'everyone', run: call => choice(call, true) },
    ask: { who: 'everyone', run: call => question(call, scopeOf(call, call.argument)) },
    yes: { who: 'everyone', run: carryOut },
    no: {
      who: 'everyone',
      async run(call) {
        await removeDraft(call.db, draftKey(call, call.argument), call.now);
        return { ...say(sentences.kept), replaces: true };
      },
    },
  },
});

const press = (action: string, argument = '') => ({ command: 'privacy/delete', action, argument });
const draftKey = ({ guildId, memberId }: Asked, id: string): DraftKey => ({
  ...{ guildId, memberId, id },
  kind: 'privacy-delete',
});

async function choice(asked: Asked, replaces: boolean): Promise<Card> {
  const inServer = asked.guildId !== '';
  const everywhere = await countPersonalRows(asked.db, whoseOf(asked, 'everywhere'));
  if (everywhere.size === 0) return { ...say(sentences.nothing), replaces };
  const here = inServer && (await countPersonalRows(asked.db, whoseOf(asked, 'here'))).size > 0;
  return {
    ...say(`${sentences.title}\n${sentences.choose}`),
    replaces,
    blocks: [
      text(sentences.title, sentences.choose),
      buttons(
        ...(here ? [{ label: 'In this server', press: press('ask', 'here') }] : []),
        { label: 'Everywhere', press: press('ask', 'everywhere') },
        { label: 'Keep everything', press: press('no') },
      ),
    ],
  };
}

async function question(asked: Asked, scope: Scope): Promise<Card> {
  const counts = await countPersonalRows(asked.db, whoseOf(asked, scope));
  if (counts.size === 0) return { ...say(sentences.nothing), replaces: true };
  const goes = await countRowsThatGo(asked.db, whoseOf(asked, scope));
  const id = randomBytes(8).toString('hex');
  await addDraft(asked.db, draftKey(asked, id), { scope }, asked.now);
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    blocks: [
      text(
        sentences.sure[scope],
        goes.size > 0 ? sentences.goes : sentences.nothingGoes,
        ...(goes.size > 0 ? kindLines(goes, ownWords) : kindLines(counts)).map(line => `- ${line}`),
        ...(goes.has('memberships') ? [sentences.out] : []),
      ),
      divider,
      text(...sentences.stays, sentences.takeAlong),
      buttons(
        { label: 'Yes, delete all of it', style: 'danger', press: press('yes', id) },
        { label: 'No, keep it', press: press('no', id) },
      ),
    ],
  };
}

/** Once, whoever presses twice; the second press finds the draft gone, also because it was about them and went with the rest. */
async function carryOut(call: PressCall): Promise<Card> {
  const draft = await removeDraft<{ scope: Scope }>(call.db, draftKey(call, call.argument), call.now);
  if (!draft) throw new Refusal(sentences.gone);
  switch (await call.forgetMe(draft.scope)) {
    case 'done':
      return { ...say(sentences.done[draft.scope]), replaces: true };
    case 'under-way':
      return { ...say(sentences.underWay), replaces: true };
    case 'not-begun':
      return { ...say(sentences.notBegun), replaces: true };
  }
}
