/** A socket, with zlib-stream compression when the bot asked for it: one deflate stream for the whole connection. */
import { constants, createDeflate } from 'node:zlib';
import type { WebSocket } from 'ws';
import type { Line } from './session.ts';

export function openLine(socket: WebSocket, compressed: boolean): Line {
  if (!compressed) return { socket, send: text => socket.send(text) };
  const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  return {
    socket,
    send(text) {
      deflate.write(text);
      // Each payload ends with a flush: the four bytes 00 00 FF FF by which clients know its end.
      deflate.flush(constants.Z_SYNC_FLUSH, () => {
        if (chunks.length > 0) socket.send(Buffer.concat(chunks.splice(0)));
      });
    },
  };
}
