/** Tests that look at pictures: on a busy machine one takes longer than a person is made to wait for it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { draw } from '../../src/pictures/canvas.ts';
import { type FactsOf, type PictureKind, paintersByKind } from '../../src/pictures/painters.ts';
import { NotDrawn, studio } from '../../src/pictures/studio.ts';

let last: Promise<unknown> = Promise.resolve();

/** The PNG as the studio's worker would draw it, however long that takes; undefined where letters are missing. */
export function pngOf<K extends PictureKind>(kind: K, facts: FactsOf<K>): Promise<Uint8Array | undefined> {
  const drawn = last.then(() => {
    const drawing = paintersByKind[kind](facts as never);
    return drawing && draw(drawing);
  });
  last = drawn.catch(() => {});
  return drawn;
}

/** Waits for the first picture: those after it come sooner. */
export async function warmPictures(): Promise<void> {
  for (;;) {
    try {
      await studio.draw('insight-rows', { title: '', note: '', rows: [] });
      return;
    } catch (error) {
      if (!(error instanceof NotDrawn && error.reason === 'slow')) throw error;
      await sleep(100);
    }
  }
}
