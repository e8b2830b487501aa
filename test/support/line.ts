/** A line between a program and a TCP server that can fall silent, as when a network is cut: nothing is closed, and nothing comes through. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Line {
  readonly port: number;
  fallSilent(): void;
  close(): Promise<void>;
}

/** To 127.0.0.1. Connections that come while it is silent are taken and left waiting. */
export async function drawLine(to: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const join = (from: Socket, other: Socket) => {
    sockets.add(from);
    from.on('data', chunk => void (isSilent || other.write(chunk)));
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      // Whoever is on the other side of a cut doesn't hear of it.
      if (!isSilent) other.destroy();
    });
  };
  const server = createServer(near => {
    const far = connect(to, '127.0.0.1');
    join(near, far);
    join(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent() {
      isSilent = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
