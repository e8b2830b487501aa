/** All routes: what is not here is answered with 404 and reported as a problem. */
import { applicationRoutes } from './application.ts';
import { channelRoutes } from './channels.ts';
import { commandPermissionRoutes } from './command-permissions.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { memberRoutes } from './members.ts';
import { messageRoutes } from './messages.ts';
import { pinRoutes } from './pins.ts';
import { pollRoutes } from './polls.ts';
import { reactionRoutes } from './reactions.ts';
import { roleRoutes } from './roles.ts';
import type { Route } from './route.ts';
import { threadMemberRoutes } from './thread-members.ts';
import { threadRoutes } from './threads.ts';
import { interactionRoutes } from './webhooks.ts';

export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...commandRoutes,
  ...commandPermissionRoutes,
  ...guildRoutes,
  ...channelRoutes,
  ...roleRoutes,
  ...memberRoutes,
  ...messageRoutes,
  ...pinRoutes,
  ...reactionRoutes,
  ...pollRoutes,
  ...threadRoutes,
  ...threadMemberRoutes,
  ...interactionRoutes,
];

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route that fits best: a fixed part of a path beats a name (`messages/pins` is not a message). `elsewhere`: the path is known, the method is not. */
export function findRoute(method: string, path: string): Match | 'elsewhere' | undefined {
  const parts = path.split('/').slice(1).map(decode);
  const candidates = byShape.get(parts.length) ?? [];
  let elsewhere = false;
  for (const { route, pattern } of candidates) {
    const params = capture(pattern, parts);
    if (params && route.method === method) return { route, params };
    elsewhere ||= params !== undefined;
  }
  return elsewhere ? 'elsewhere' : undefined;
}

/** By the number of parts of their path, those with fewer names first. */
const byShape = new Map<number, { readonly route: Route; readonly pattern: readonly string[] }[]>();
const names = ({ path }: Route) => path.split(':').length;
for (const route of [...routes].sort((a, b) => names(a) - names(b))) {
  const pattern = route.path.split('/').slice(1);
  byShape.set(pattern.length, [...(byShape.get(pattern.length) ?? []), { route, pattern }]);
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
