/** What Postgres and its watchdog get to see of our environment: no token, no NODE_OPTIONS, no PGDATA of somebody else. */
export function sparseEnv(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'].flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // Messages in English: what went wrong is read from them.
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
