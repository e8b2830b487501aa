/** A certificate as it is shown to its owner and to whoever has its code. Spoken by `/certificate` and `/verify`. */
import { dateWords } from '../src/cards/day-words.ts';
import { type Block, text } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { type CertificateRecord, codeWords, readRecord } from '../src/core/certificate.ts';
import { asStudyDay } from '../src/core/time.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { certificateWords, pathwayWords } from '../src/pictures/certificate-words.ts';
import type { Certificate } from '../src/store/certificates.ts';

const sentences = {
  completed: (name: string, pathway: string) => `**${name}** completed **${pathway}**`,
  issued: (day: string, code: string) => `Issued on ${day}. Code: \`${code}\``,
  projects: (titles: readonly string[]) => `Projects: ${titles.join(', ')}`,
};

/** `changed`: what stands there isn't what was signed. `other-key`: it was signed with a key that isn't this bot's. */
export type Opened =
  | { readonly kind: 'good'; readonly record: CertificateRecord }
  | { readonly kind: 'changed' | 'other-key' };

/** Reads a record, and whether its signature is good. */
export async function openCertificate({ signer }: Asked, row: Certificate): Promise<Opened> {
  const key = await signer();
  const record = readRecord(row.record, { code: row.id, pathwayId: row.pathwayId });
  if (record && key.isSigned(row.record, row.signature)) return { kind: 'good', record };
  return { kind: record && record.key !== key.keyName ? 'other-key' : 'changed' };
}

/** The text twin of the picture. */
export const recordLines = (record: CertificateRecord): readonly string[] => [
  sentences.completed(plain(record.name), plain(pathwayWords(record), 200)),
  certificateWords(record),
  ...(record.projects.length > 0 ? [sentences.projects(record.projects.map(title => plain(title)))] : []),
  sentences.issued(dateWords(asStudyDay(record.issued)), codeWords(record.code)),
];

export const recordBlock = (record: CertificateRecord): Block => text(...recordLines(record));

/** Everything that somebody needs to check it without the bot. */
export async function recordFile({ signer }: Asked, row: Certificate): Promise<Block> {
  const { publicKey } = await signer();
  const { record, signature } = row;
  const file = {
    record,
    signature,
    algorithm: 'Ed25519, over the UTF-8 bytes of "record"; base64url',
    publicKey,
  };
  return { kind: 'file', name: 'certificate.json', data: Buffer.from(`${JSON.stringify(file, null, 2)}\n`) };
}
