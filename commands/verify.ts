import { type Card, text } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { codeWords, readCodes } from '../src/core/certificate.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listCertificatesByCode } from '../src/store/certificates.ts';
import { openCertificate, recordBlock } from './_certificate.ts';

const sentences = {
  unknown: (typed: string) =>
    `There is no certificate with the code “${plain(typed, 60)}” in this server. Compare it letter by letter; one that was deleted is gone, too.`,
  good: '## This certificate stands\nIt was issued here, and its signature is good.',
  completed:
    '-# Completed means: so many lessons done, and so many objectives still known a week later or more. Nobody was examined in person.',
  changed:
    'There is a record with this code, but it isn’t what was signed here. **Don’t trust it.** If it is yours, tell a moderator.',
  'other-key':
    'There is a record with this code, but it was signed with a key that I don’t have. I can’t say whether it is good. A moderator can ask the operator of this bot.',
};

export default defineCommand({
  description: 'Whether a certificate stands, by its code',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    code: {
      type: 'text',
      description: 'The code on it, such as BCDFG-HJKLM',
      maxLength: 200,
      required: true,
    },
  },
  run: call => verify(call, call.options.code),
});

async function verify(asked: Asked, typed: string): Promise<Card> {
  const codes = readCodes(typed);
  const rows = await listCertificatesByCode(asked.db, asked.guildId, codes);
  // Of several, the one that was written first.
  const row = codes.flatMap(code => rows.find(({ id }) => id === code) ?? [])[0];
  const [only, ...others] = codes;
  if (!row) throw new Refusal(sentences.unknown(only && others.length === 0 ? codeWords(only) : typed));
  const opened = await openCertificate(asked, row);
  if (opened.kind !== 'good') throw new Refusal(sentences[opened.kind]);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [text(sentences.good), recordBlock(opened.record), text(sentences.completed)],
  };
}
