/** Waiting that ends: Discord doesn't wait longer than three seconds. */

export class TooSlow extends Error {}

/** Rejects with `TooSlow` when the work has no result after so many ms of elapsed time; the work itself goes on. */
export async function withDeadline<T>(work: Promise<T> | T, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
