/** A picture as a block, or none: for who wants text only, and where it can't be drawn, or not in time. The card's text twin has to do then. */
import type { Block } from '../src/cards/reply.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { NotDrawn } from '../src/pictures/studio.ts';
import { findMemberSettings } from '../src/store/member-settings.ts';

interface Picture {
  readonly name: string;
  readonly png: Uint8Array;
  readonly alt: string;
}

/** Throws whatever isn't the studio's fault. */
export async function drawnBlocks(draw: () => Promise<Picture>): Promise<Block[]> {
  try {
    const { name, png, alt } = await draw();
    return [{ kind: 'picture', name, png, alt }];
  } catch (error) {
    if (error instanceof NotDrawn) return [];
    throw error;
  }
}

/** The same for whoever asks: nothing is drawn for who wants text only. */
export async function drawnFor(
  { db, guildId, memberId }: Asked,
  draw: () => Promise<Picture>,
): Promise<Block[]> {
  const { textOnly } = await findMemberSettings(db, guildId, memberId);
  return textOnly ? [] : drawnBlocks(draw);
}
