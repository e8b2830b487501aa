/** Keeps this server honest: what it answers is compared with Discord's document too. */
import type { Document } from './document.ts';

/** A sentence for /problems when a 2xx isn't what Discord would say. */
export function problemOfAnswer(
  document: Document,
  route: string,
  status: number,
  json: unknown,
): string | undefined {
  if (status >= 300 || json === undefined) return undefined;
  const faults = document.faultsOfAnswer(route, json);
  if (faults.length === 0) return undefined;
  const said = faults.slice(0, 5).map(f => `${f.path.join('.')}: ${f.message}`);
  return `the answer to ${route} isn't Discord's: ${said.join('; ')}`;
}
