/** The name on a certificate: asked for, and shown as it will stand before it is final. Spoken by `/certificate`. */
import { randomBytes } from 'node:crypto';
import { type Block, buttons, type Card, type Form, text } from '../src/cards/reply.ts';
import { visible } from '../src/cards/words.ts';
import type { CertificateRecord } from '../src/core/certificate.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { certificatePicture } from '../src/pictures/certificate.ts';
import { NotDrawn } from '../src/pictures/studio.ts';
import { addDraft, type DraftKey } from '../src/store/drafts.ts';
import { findMemberSettings } from '../src/store/member-settings.ts';
import { recordLines } from './_certificate.ts';

const sentences = {
  form: 'Whoever has the certificate or its code can read this name. You see how it looks before it is issued.',
  nameless: 'I need a name with at least one letter that can be seen. Type `/certificate` and try another.',
  look: '## Is this right?\nNothing is issued yet. Once it is, the name can’t be changed.',
  undrawn:
    'I don’t have letters for all of this name, so its certificate would be in words, without a picture. Another spelling, such as one in Latin letters, can be drawn.',
  letters:
    'I have no letters to draw this name with, so here it is in words; the record below holds all of it.',
  noPicture: 'There is no picture at the moment; here it is in words.',
};

const nameLength = 60;

export interface NameDraft {
  readonly pathwayId: string;
  readonly name: string;
}

/** Stands where the code will: one that is drawn at issuing must not be copied before. */
export const codeToCome = '··········';

/** Of the button that issues: the draft's id and the pathway's. */
export function idsIn(argument: string): { readonly id: string; readonly pathwayId: string } {
  const [id = '', pathwayId = ''] = argument.split('.');
  return { id, pathwayId };
}

export const draftOf = ({ guildId, memberId }: Asked, id: string): DraftKey => ({
  ...{ guildId, memberId, id, kind: 'certificate' },
});

export const nameForm = (pathwayId: string): Form => ({
  kind: 'form',
  title: 'Your certificate',
  press: { command: 'certificate', action: 'name', argument: pathwayId },
  text: sentences.form,
  fields: [{ id: 'name', label: 'The name that stands on it', maxLength: nameLength }],
});

/** The name as it will stand. Throws a refusal when nothing of it can be read. */
export function readName(typed: string): string {
  const name = visible(typed).slice(0, nameLength);
  if (!/[\p{L}\p{N}]/u.test(name)) throw new Refusal(sentences.nameless);
  return name;
}

/** How it will look, kept as a draft until it is issued or another name is chosen. */
export async function proposedCard(asked: Asked, record: CertificateRecord): Promise<Card> {
  const { name, pathwayId } = record;
  const id = randomBytes(9).toString('hex');
  await addDraft(asked.db, draftOf(asked, id), { name, pathwayId } satisfies NameDraft, asked.now);
  // Drawn also for who wants text only: whether all of a name can be drawn, only the studio knows.
  const picture = await drawOrWhy(record);
  const isDrawn = picture !== 'letters';
  const issue = { label: 'Issue it', press: { ...press, action: 'issue', argument: `${id}.${pathwayId}` } };
  const another = { label: 'Another name', press: { ...press, action: 'name', argument: pathwayId } };
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(sentences.look, ...(isDrawn ? [] : [sentences.undrawn])),
      ...(isDrawn ? await shownTo(asked, picture) : []),
      // Its last line tells the code, which there is none of yet.
      text(...recordLines(record).slice(0, -1)),
      isDrawn
        ? buttons({ ...issue, style: 'primary' }, another)
        : buttons({ ...another, style: 'primary' }, issue),
    ],
  };
}

const press = { command: 'certificate' };

/** The picture, or a word on why there is none; nothing for who wants text only. */
export const certificateDrawn = async (asked: Asked, record: CertificateRecord): Promise<Block[]> =>
  shownTo(asked, await drawOrWhy(record));

async function drawOrWhy(record: CertificateRecord): Promise<Block | NotDrawn['reason']> {
  try {
    return { kind: 'picture', ...(await certificatePicture(record)) };
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error;
    return error.reason;
  }
}

async function shownTo(
  { db, guildId, memberId }: Asked,
  picture: Block | NotDrawn['reason'],
): Promise<Block[]> {
  const { textOnly } = await findMemberSettings(db, guildId, memberId);
  if (textOnly) return [];
  if (typeof picture === 'object') return [picture];
  return [text(picture === 'letters' ? sentences.letters : sentences.noPicture)];
}
