/** A process whose database goes away while it connects, and comes back: see lost-socket.test.ts. */
import { once } from 'node:events';
import { connect as connectTo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../src/store/connect.ts';
import { outliveLostSockets } from '../../src/store/lost-socket.ts';

const [url = '', guarded] = process.argv.slice(2);
let lost = 0;
const count = () => {
  lost += 1;
};
if (guarded === 'guarded') outliveLostSockets(count, error => Promise.reject(error));

const real = new URL(url);
const sockets = new Set<Socket>();
let isAway = false;
let cuts = 0;
const door = createServer(socket => {
  if (isAway) return socket.destroy();
  sockets.add(socket);
  const onward = connectTo(Number(real.port), real.hostname);
  for (const side of [socket, onward])
    side
      .on('error', () => {})
      .on('close', () => {
        socket.destroy();
        onward.destroy();
      });
  onward.pipe(socket);
  socket.on('data', chunk => {
    if (cuts === 0 && chunk.includes('pg_catalog.pg_type')) {
      cuts += 1;
      isAway = true;
      door.close();
      for (const each of sockets) each.destroy();
    } else onward.write(chunk);
  });
}).listen(0, '127.0.0.1');
await once(door, 'listening');
const at = door.address();
const port = typeof at === 'object' && at ? at.port : 0;
const through = new URL(url);
through.host = `127.0.0.1:${port}`;

const { sql } = connect(through.href, { max: 1 });
const first = await sql`select 1`.then(
  () => 'answered',
  () => 'refused',
);
await sleep(500);
isAway = false;
door.listen(port, '127.0.0.1');
await once(door, 'listening');
const [row] = await sql<{ sum: number }[]>`select cardinality(${['a', 'b']}::text[]) as sum`;
process.stdout.write(JSON.stringify({ cuts, lost, first, sum: row?.sum }));
process.exit(0);
