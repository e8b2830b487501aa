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
  const parts = path.split('/').map(decodeURIComponent);
  const paths = isJson(document.paths) ? document.paths : {};
  const verb = method.toLowerCase();
  const fitting = Object.entries(paths).filter(
    ([template, item]) => isJson(item) && isJson(item[verb]) && fits(template.split('/'), parts),
  );
  const fixed = (template: string) => template.split('/').filter(part => !part.startsWith('{')).length;
  const [best] = fitting.sort(([a], [b]) => fixed(b) - fixed(a));
  if (!best) return undefined;
  const at = `/paths/${pointerStep(best[0])}/${verb}`;
  const operation = isJson(best[1]) ? best[1][verb] : undefined;
  const schemaAt = (...steps: string[]): string | undefined => {
    const json = ['content', 'application/json', 'schema'];
    const whole = [...steps, ...json];
    return reach(operation, whole) === undefined ? undefined : `${at}/${whole.map(pointerStep).join('/')}`;
  };
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

function reach(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((at, step) => (isJson(at) ? at[step] : undefined), value);
}

/** For a pointer within a URI fragment. */
function pointerStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
