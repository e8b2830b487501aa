/** The studio's worker: facts come in, one picture at a time, and PNGs go out. */
import { parentPort } from 'node:worker_threads';
import { draw } from './canvas.ts';
import { type PictureKind, paintersByKind } from './painters.ts';
import type { Drawn } from './studio.ts';

parentPort?.on('message', ({ kind, facts }: { readonly kind: PictureKind; readonly facts: never }) => {
  void drawn(kind, facts).then(answer =>
    parentPort?.postMessage(answer, 'png' in answer ? [answer.png.buffer] : []),
  );
});

async function drawn(kind: PictureKind, facts: never): Promise<Drawn> {
  try {
    const drawing = paintersByKind[kind](facts);
    // A copy of its own: what the library hands out can't leave this thread.
    return drawing ? { png: new Uint8Array(await draw(drawing)) } : { reason: 'letters' };
  } catch {
    return { reason: 'failed' };
  }
}
