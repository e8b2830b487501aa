/** All routes: what is not here is answered with 404 and reported as a problem. */
import { applicationRoutes } from './application.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { messageRoutes } from './messages.ts';
import type { Route } from './route.ts';
import { threadRoutes } from './threads.ts';
import { interactionRoutes } from './webhooks.ts';

export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...commandRoutes,
  ...guildRoutes,
  ...messageRoutes,
  ...threadRoutes,
  ...interactionRoutes,
];

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route that fits best: a fixed part of a path beats a name (`messages/pins` is not a message). `elsewhere`: the path is known, the method is not. */
export function findRoute(method: string, path: string): Match | 'elsewhere' | undefined {
  const parts = path.split('/').slice(1).map(decode);
  const fitting = routes.flatMap(route => {
    const params = capture(route.path.split('/').slice(1), parts);
    return params ? [{ route, params }] : [];
  });
  const byMethod = fitting.filter(match => match.route.method === method);
  const best = byMethod.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
  return best ?? (fitting.length > 0 ? 'elsewhere' : undefined);
}

function capture(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = part;
    else if (expected !== part) return undefined;
  }
  return params;
}

/** discord.js writes `@original` as `%40original`. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
