/** Requests that are right but for one or two things, made from a seed. */
import { anyValue, below, pick, type Random } from './malformed-bytes.ts';

export interface Template {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The same request with something in its body, its path or its query that should not be there. */
export function mutated(random: Random, { method, path, body }: Template): Template {
  const trouble = random();
  if (body === undefined || trouble < 0.1) return { method, path: oddPath(random, path), body };
  if (trouble < 0.15) return { method, path: `${path}?${oddQuery(random)}`, body };
  const copy = { whole: structuredClone(body) as Json };
  for (let n = random() < 0.7 ? 1 : 2; n > 0; n -= 1) spoil(random, copy);
  return { method, path, body: copy.whole };
}

const oddParts = [
  '0',
  'x',
  '@me',
  '@original',
  '%00',
  '%F0',
  '-1',
  '1'.repeat(30),
  '..%2f',
  '🦉',
  ' ',
  'null',
] as const;

function oddPath(random: Random, path: string): string {
  const parts = path.split('/');
  const ids = parts.flatMap((part, at) => (/^\d{10,}$|^.{40,}$|%/.test(part) ? [at] : []));
  const at = ids[below(random, ids.length)];
  if (at === undefined) return `${path}?${oddQuery(random)}`;
  // Another real id, of something else, is the likeliest mistake.
  const others = ids.flatMap(other => parts[other] ?? []);
  parts[at] =
    random() < 0.3 ? (others[below(random, others.length)] ?? 'x') : encodeOdd(pick(random, oddParts));
  return parts.join('/');
}

function encodeOdd(part: string): string {
  return part.includes('%') ? part : encodeURIComponent(part);
}

function oddQuery(random: Random): string {
  const name = pick(random, [
    'limit',
    'before',
    'after',
    'around',
    'with_response',
    'query',
    'type',
    'wait',
    'odd',
  ]);
  return `${name}=${encodeURIComponent(pick(random, ['', '-1', '0', '101', '1e9', 'x', 'NaN', 'true', '\u0000', '9'.repeat(40)]))}`;
}

/** Changes one place somewhere in `within`. */
function spoil(random: Random, within: { whole: Json }): void {
  const places = placesOf(within);
  const { holder, key } = places[below(random, places.length)] ?? { holder: { ...within }, key: 'whole' };
  const value = holder[key] as Json;
  switch (below(random, 9)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      // Too many of what may be there once or a few times.
      holder[key] = Array.isArray(value) ? Array.from({ length: 45 }, () => value).flat() : [value];
      break;
    case 2:
      holder[key] = pick(random, [null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, '', [], {}] as const) as Json;
      break;
    case 3:
      holder[key] = typeof value === 'string' ? value.repeat(below(random, 5000)) : String(value);
      break;
    case 4:
      holder[key] = typeof value === 'number' ? value + pick(random, [-1, 1, 0.5, 1e9]) : 5;
      break;
    case 5:
      if (typeof value === 'object' && value !== null)
        Object.defineProperty(value, pick(random, ['odd', '__proto__', 'constructor', 'type', 'id']), {
          value: anyValue(random, 2),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else holder[key] = { value };
      break;
    case 6: {
      // Something right in the wrong place.
      const other = places[below(random, places.length)];
      holder[key] = structuredClone((other ? other.holder[other.key] : value) as Json);
      break;
    }
    case 7:
      holder[key] = pick(random, [
        'attachment://lost.png',
        'javascript:alert(1)',
        '\ud800',
        '🦉',
        '<@1>',
        '@everyone',
      ]);
      break;
    default:
      holder[key] = anyValue(random) as Json;
  }
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesOf(value: object): readonly Place[] {
  return Object.entries(value).flatMap(([key, part]) => [
    { holder: value as Record<string, unknown>, key },
    ...(typeof part === 'object' && part !== null ? placesOf(part) : []),
  ]);
}
