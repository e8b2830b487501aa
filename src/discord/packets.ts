/** Between the gateway's packets and discord.js: one that can't be read ends nothing, and no interaction waits behind others. */
import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import { apologise, type Unanswered } from './apologise.ts';

interface Packet {
  readonly t: string;
  readonly d: unknown;
}

/** Not part of discord.js's own types: what every dispatched packet goes through, and where interactions are read. */
interface Inside {
  readonly ws: { handlePacket(packet?: Packet, shard?: unknown): boolean };
  readonly actions: { readonly InteractionCreate: { handle(data: unknown): void } };
}

/**
 * What discord.js throws while it reads a packet would end the process. Here it goes to the log, with a count; whoever waits for an
 * answer gets an apology with the reference. READY is left alone: without it there is no session, and the start has to fail.
 */
export function guardPackets(client: Client, log: Logger): void {
  const { ws, actions } = client as unknown as Inside;
  const handle = ws.handlePacket.bind(ws);
  let unread = 0;
  let lastRead: string | undefined;
  client.on(Events.InteractionCreate, ({ id }) => {
    lastRead = id;
  });

  const leave = ({ t, d }: Packet, error: unknown) => {
    unread += 1;
    const asked = t === 'INTERACTION_CREATE' ? unansweredIn(d) : undefined;
    log.error({ reference: asked?.id, event: t, unread, err: error }, 'a packet could not be read');
    if (asked) void apologise(client.rest, asked);
  };

  const readInteraction = (packet: Packet, shard: unknown) => {
    lastRead = undefined;
    // Until every guild has arrived discord.js would keep it back, and that may take longer than Discord waits.
    if (client.isReady()) handle(packet, shard);
    else actions.InteractionCreate.handle(packet.d);
    // discord.js says nothing of a kind that it doesn't know.
    if (lastRead === undefined) throw new Error('an interaction of an unknown kind');
    return true;
  };

  ws.handlePacket = (packet, shard) => {
    if (!packet || packet.t === 'READY') return handle(packet, shard);
    try {
      return packet.t === 'INTERACTION_CREATE' ? readInteraction(packet, shard) : handle(packet, shard);
    } catch (error) {
      leave(packet, error);
      return true;
    }
  };
}

function unansweredIn(data: unknown): Unanswered | undefined {
  const { id, token, type } = (data ?? {}) as Readonly<Record<string, unknown>>;
  const isWhole = typeof id === 'string' && /^\d+$/.test(id) && typeof token === 'string';
  return isWhole ? { id, token, type } : undefined;
}
