/** All routes: what is not here is answered with 404 and reported as a problem. */
import { applicationRoutes } from './application.ts';
import { channelWebhookRoutes } from './channel-webhooks.ts';
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
  ...channelWebhookRoutes,
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
    if (!fits(pattern, parts)) continue;
    if (route.method === method) return { route, params: capture(pattern, parts) };
    elsewhere = true;
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

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.every((expected, at) => expected === parts[at] || expected.startsWith(':'));
}

function capture(pattern: readonly string[], parts: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries())
    if (expected.startsWith(':')) params[expected.slice(1)] = parts[at] ?? '';
  return params;
}

/** discord.js writes `@original` as `%40original`. */
function decode(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
