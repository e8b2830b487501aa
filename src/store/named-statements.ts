/** Saves a round trip for each query: drizzle asks for nameless statements, which Postgres parses anew and describes before it runs them. */
import type postgres from 'postgres';

type Begin = (work: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>;

/** Changes the client itself, and each transaction that it begins: what is asked again is sent by its name, and planned once for each connection. */
export function nameStatements(client: postgres.Sql): postgres.Sql {
  nameAlone(client);
  const begin = client.begin.bind(client) as Begin;
  const beginNamed: Begin = work => begin(tx => work(nameAlone(tx)));
  return Object.assign(client, { begin: beginNamed });
}

function nameAlone<S extends postgres.Sql | postgres.TransactionSql>(client: S): S {
  const unsafe: postgres.Sql['unsafe'] = client.unsafe;
  const named: typeof unsafe = (query, values, options) =>
    // Without values it may be several statements at once, which can't have a name.
    unsafe(query, values, values && values.length > 0 ? { ...options, prepare: true } : options);
  return Object.assign(client, { unsafe: named });
}
