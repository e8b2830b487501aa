/** A process whose database connection is cut just before a write: see lost-socket.test.ts. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../src/store/connect.ts';
import { outliveLostSockets } from '../../src/store/lost-socket.ts';

const [url = '', guarded] = process.argv.slice(2);
let lost = 0;
const count = () => {
  lost += 1;
};
if (guarded === 'guarded') outliveLostSockets(count, error => Promise.reject(error));
const mine = connect(url, { max: 1 });
const other = connect(url);
await Promise.race([
  mine.sql
    .begin(async tx => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await other.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
      await sleep(50);
      // Sent over a connection that is gone: here the library throws where nobody can catch it.
      await tx`select 1`;
    })
    .catch(() => {}),
  sleep(500),
]);
const answers = Array.from({ length: 8 }, () =>
  Promise.race([
    mine.sql`select 1`.then(
      () => 1,
      () => 0,
    ),
    sleep(8_000).then(() => 0),
  ]),
);
const works = (await Promise.all(answers)).filter(Boolean).length;
process.stdout.write(JSON.stringify({ lost, works }));
process.exit(0);
