/** Whether Discord answers, whether it takes the token, and whose it is. */
import { ApplicationFlagsBitField, DiscordAPIError, REST, Routes } from 'discord.js';
import type { Settings } from '../../src/config.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

export interface Discord {
  readonly get: <T>(route: `/${string}`) => Promise<T>;
  /** Discord's own time by its latest answer, in ms since 1970, as of now; undefined when its answers carry none. */
  readonly now: () => number | undefined;
}

/** With little patience, and without a second try: somebody waits for what it says. */
export function callDiscord({ apiUrl, token }: Pick<Settings, 'apiUrl' | 'token'>): Discord {
  const rest = new REST({ api: apiUrl, timeout: 8_000, retries: 0 });
  let heard: { readonly ms: number; readonly at: number } | undefined;
  rest.on('response', (_request, response) => {
    // Cut to whole seconds: half of one is the best guess for the rest.
    const ms = Date.parse(response.headers.get('date') ?? '') + 500;
    if (!Number.isNaN(ms)) heard = { ms, at: performance.now() };
  });
  return {
    async get<T>(route: `/${string}`) {
      // discord.js forgets a token that was refused once.
      rest.setToken(token);
      return (await rest.get(route)) as T;
    },
    now: () => heard && heard.ms + (performance.now() - heard.at),
  };
}

export interface Me {
  readonly id: string;
}

export async function examineDiscord(
  discord: Discord,
): Promise<{ readonly findings: readonly Finding[]; readonly me: Me | undefined }> {
  try {
    const me = await discord.get<Me>(Routes.user('@me'));
    const application = await discord.get<{ id: string; name: string; flags?: number }>(
      Routes.currentApplication(),
    );
    const token = ok('Token', `it belongs to the application “${application.name}” (${application.id}).`);
    return { findings: [token, examineIntents(application.flags ?? 0)], me };
  } catch (error) {
    return { findings: [explain(error)], me: undefined };
  }
}

function explain(error: unknown): Finding {
  if (error instanceof DiscordAPIError && error.status === 401) {
    return problem(
      'Token',
      'Discord refuses it. Make a new one (Developer Portal → your application → Bot → Reset Token) and set DISCORD_TOKEN to it.',
    );
  }
  const status = error instanceof Error && 'status' in error ? ` (${String(error.status)})` : '';
  return problem(
    'Discord',
    `DISCORD_API_URL names a server that doesn’t answer as Discord does${status}. Check the address, the network and its proxy.`,
  );
}

const privileged = [
  'GatewayPresence',
  'GatewayPresenceLimited',
  'GatewayGuildMembers',
  'GatewayGuildMembersLimited',
  'GatewayMessageContent',
  'GatewayMessageContentLimited',
] as const;

function examineIntents(flags: number): Finding {
  const held = new ApplicationFlagsBitField(flags);
  if (!privileged.some(name => held.has(name))) {
    return ok('Intents', 'only Guilds is needed, and nothing else is switched on.');
  }
  return warning(
    'Intents',
    'the application has privileged intents switched on that Lockstep never asks for. Switch them off: Developer Portal → your application → Bot.',
  );
}
