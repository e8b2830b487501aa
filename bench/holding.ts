interface Closable {
  close(): Promise<unknown>;
}
export type Hold = <T extends Closable>(opening: Promise<T>) => Promise<T>;

/** Whatever was opened through `hold` is closed when the work ends, also when it fails: the last first. */
export async function holding<T>(work: (hold: Hold) => Promise<T>): Promise<T> {
  const held: Closable[] = [];
  try {
    return await work(async opening => {
      const opened = await opening;
      held.push(opened);
      return opened;
    });
  } finally {
    for (const one of held.reverse()) await one.close();
  }
}
