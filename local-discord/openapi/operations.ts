/** Finds in an OpenAPI document which operation a request is, and where its schemas stand. */
import { isJson } from './overlay.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  /** Method and path as the document writes them. */
  readonly name: string;
  /** JSON pointers to schemas; undefined when the document has none. */
  readonly bodySchema: string | undefined;
  readonly answerSchema: (status: number) => string | undefined;
}

/** `path` is without query and begins after the version. A fixed part beats a parameter. */
export function findOperation(document: Json, method: string, path: string): Operation | undefined {
  const parts = path.split('/').map(decoded);
  const paths = isJson(document.paths) ? document.paths : {};
  const verb = method.toLowerCase();
  const fitting = Object.entries(paths).filter(
    ([template, item]) => isJson(item) && isJson(item[verb]) && fits(template.split('/'), parts),
  );
  const fixed = (template: string) => template.split('/').filter(part => !part.startsWith('{')).length;
  const [best] = fitting.sort(([a], [b]) => fixed(b) - fixed(a));
  if (!best) return undefined;
  const at = ['paths', best[0], verb];
  const schemaAt = (...steps: string[]) =>
    pointerTo(document, [...at, ...steps, 'content', 'application/json', 'schema']);
  return {
    name: `${method} ${best[0]}`,
    bodySchema: schemaAt('requestBody'),
    answerSchema: status =>
      schemaAt('responses', String(status)) ?? schemaAt('responses', `${Math.floor(status / 100)}XX`),
  };
}

function fits(template: readonly string[], parts: readonly string[]): boolean {
  return (
    template.length === parts.length &&
    template.every((part, at) => part.startsWith('{') || part === parts[at])
  );
}

/** The JSON pointer of what those steps lead to, following references on the way; undefined when they lead nowhere. */
function pointerTo(document: Json, steps: readonly string[]): string | undefined {
  let at: unknown = document;
  let pointer = '';
  for (const step of steps) {
    if (!isJson(at) || !(step in at)) return undefined;
    at = at[step];
    pointer += `/${pointerStep(step)}`;
    const reference = isJson(at) && typeof at.$ref === 'string' ? at.$ref : undefined;
    if (!reference?.startsWith('#/') || step === 'schema') continue;
    pointer = reference.slice(1);
    at = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), document);
  }
  return pointer;
}

/** For a pointer within a URI fragment. */
function pointerStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** A part that isn't well encoded stays as it is: such requests are recorded too. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
