/** A stream of hints that something changed, for whoever looks: what they may see, they read again. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Change } from '../state/changes.ts';
import { may } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import type { ControlCall, ControlRoute } from './route.ts';

export const eventRoutes: readonly ControlRoute[] = [{ method: 'GET', path: '/events', run: stream }];

function stream({ state, response, query, stopped }: ControlCall): void {
  const as = query.get('as') ?? undefined;
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    Connection: 'keep-alive',
  });
  response.write(': hello\n\n');
  const hear = (change: Change) => {
    const hint = hintOf(state, change, as);
    if (hint) response.write(`data: ${JSON.stringify(hint)}\n\n`);
  };
  // Keeps proxies and browsers from taking a quiet stream for a dead one.
  const beat = setInterval(() => response.write(': still here\n\n'), 15_000);
  const end = () => {
    clearInterval(beat);
    state.listeners.delete(hear);
    stopped.removeEventListener('abort', end);
    response.end();
  };
  state.listeners.add(hear);
  response.on('close', end);
  stopped.addEventListener('abort', end);
}

function hintOf(state: State, change: Change, as: string | undefined): object | undefined {
  switch (change.kind) {
    case 'message-created':
    case 'message-updated':
    case 'message-deleted':
    case 'reaction-added':
    case 'reaction-removed':
    case 'reactions-cleared':
    case 'vote-added':
    case 'vote-removed': {
      const { channelId, id, onlyFor } = change.message;
      const channel = state.world.channels.get(channelId);
      if (as !== undefined && (!channel || !may(state.world, channel, as, P.ViewChannel))) return undefined;
      if (as !== undefined && onlyFor !== undefined && onlyFor !== as) return undefined;
      return { type: 'message', channel: channelId, message: id };
    }
    case 'interaction-created':
    case 'interaction-changed': {
      const interaction = state.interactions.get(change.interactionId);
      if (as !== undefined && interaction?.userId !== as) return undefined;
      return { type: 'interaction', interaction: change.interactionId };
    }
    case 'messages-deleted':
      return { type: 'message', channel: change.channel.id };
    case 'clock':
      return { type: 'clock' };
    case 'request':
      return { type: 'request' };
    case 'typing':
      return { type: 'typing', channel: change.channel.id };
    default:
      return { type: 'world' };
  }
}
