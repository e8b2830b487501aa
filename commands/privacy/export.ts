import { type Card, say } from '../../src/cards/reply.ts';
import { count } from '../../src/cards/words.ts';
import { type Asked, defineCommand } from '../../src/discord/define-command.ts';
import { packFile } from '../../src/store/pack.ts';
import { listPersonalRows } from '../../src/store/personal-data.ts';
import { exportText } from './_file.ts';
import { withoutKeys } from './_left-out.ts';
import { type Scope, scopeOf, scopeOption, whoseOf } from './_scope.ts';

const sentences = {
  nothing: 'I keep nothing about you, so there is nothing to take along.',
  here: (rows: string) => `All that I keep about you in this server: ${rows}, in one file.`,
  everywhere: (rows: string) => `All that I keep about you everywhere: ${rows}, in one file.`,
  plainFile: 'Its beginning is for people, the rest is JSON for programs. Any editor opens it.',
  packed: 'It is long, so it is packed: open it with any program that knows .gz.',
  onlyYours:
    'Numbers of other people are left out. Only you see this message; keep the file where only you can read it.',
};

export default defineCommand({
  description: 'Take along all that is kept about you, in one file',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],
  options: { where: scopeOption },

  run: call => handedOut(call, scopeOf(call, call.options.where)),

  buttons: {
    open: { who: 'everyone', run: call => handedOut(call, scopeOf(call, call.argument)) },
  },
});

async function handedOut(asked: Asked, scope: Scope): Promise<Card> {
  const tables = await listPersonalRows(asked.db, whoseOf(asked, scope));
  const rows = [...tables.values()].reduce((sum, { length }) => sum + length, 0);
  if (rows === 0) return say(sentences.nothing);
  const { tables: told, isShort } = await withoutKeys(asked, tables);
  const text = exportText(told, { memberId: asked.memberId, scope, now: asked.now, isShort });
  const file = await packFile('lockstep-about-you.json', text);
  return say(
    [
      sentences[scope](count(rows, 'row')),
      file.name.endsWith('.gz') ? sentences.packed : sentences.plainFile,
      sentences.onlyYours,
    ].join('\n'),
    { kind: 'file', ...file },
  );
}
