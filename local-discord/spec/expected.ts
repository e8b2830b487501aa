/** Remembers for which route a body came in, so that a handler's own check is followed by that of Discord's document. */
import { type FormFault, invalidForm } from '../rest/errors.ts';
import type { Document } from './document.ts';

interface Expected {
  readonly document: Document;
  readonly route: string;
}

const expected = new WeakMap<object, Expected>();

export function expectBody(document: Document, route: string, body: unknown): void {
  if (typeof body === 'object' && body !== null) expected.set(body, { document, route });
}

/**
 * Throws 50035 when the document refuses what the handler let through. After the handler's own schema, not before it,
 * because that one speaks more of Discord's words; before any effect, because handlers check first.
 */
export function checkWithDocument(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const found = expected.get(body);
  if (!found) return;
  expected.delete(body);
  const faults = found.document.faultsOfBody(found.route, body);
  if (faults.length > 0) throw invalidForm(faults, problemOf(faults));
}

function problemOf(faults: readonly FormFault[]): string | undefined {
  const unknown = faults.filter(f => f.code === 'UNKNOWN_FIELD').map(f => f.path.join('.'));
  return unknown.length > 0 ? `unknown field: ${unknown.join(', ')}` : undefined;
}
