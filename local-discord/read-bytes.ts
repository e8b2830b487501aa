/** Reads the bytes of a request, as far as they are wanted. */
import type { IncomingMessage } from 'node:http';

/** What is thrown when there are too many of them, or when whoever sent them hung up on the way. */
export interface Refusals {
  readonly tooMuch: () => Error;
  readonly lost: () => Error;
}

/** By its events: each request would wait noticeably longer for the stream's iterator. `most` counts bytes. */
export function readBytes(request: IncomingMessage, most: number, refusals: Refusals): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // Read to its end all the same: who is still writing doesn't hear an answer.
      if (length <= most) chunks.push(chunk);
    });
    request.once('end', () => {
      if (length > most) reject(refusals.tooMuch());
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    // Whoever asked hung up in the middle of it, as a killed bot does: nobody's fault here, and nobody reads the answer.
    const lost = () => {
      if (!request.readableEnded) reject(refusals.lost());
    };
    if (request.destroyed) lost();
    request.once('error', lost);
    request.once('close', lost);
  });
}
