/** Acts as members at a control address, one after another or many at once, and takes the time of each answer. */
import { Agent, request } from 'node:http';
import type { SeenInteraction } from '../local-discord/client.ts';

type Act = Readonly<Record<string, unknown>>;
type Outcome = SeenInteraction['outcome'];

export interface Actor {
  /** Rejects unless the answer has this outcome. */
  act(act: Act, expected: Outcome): Promise<SeenInteraction>;
  close(): void;
}

/** The control address is asked over plain `node:http`: less in the way than `fetch`, on both sides alike. */
export function openActor(control: string): Actor {
  const agent = new Agent({ keepAlive: true });
  return {
    async act(act, expected) {
      const seen = await post(agent, `${control}/interactions`, JSON.stringify(act));
      if (seen.outcome === expected) return seen;
      const words = /"content":"([^"]+)"/.exec(JSON.stringify(seen.message?.components))?.[1] ?? '';
      throw new Error(
        `${act.type} ${act.name ?? act.customId} was answered with ${seen.outcome} after ${seen.ms} ms: ${words}`,
      );
    },
    close: () => agent.destroy(),
  };
}

function post(agent: Agent, url: string, body: string): Promise<SeenInteraction> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method: 'POST', headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(String(Buffer.concat(chunks)))));
      response.on('error', reject);
    });
    sent.on('error', error => {
      // A connection that was kept may be closed by the other end in the very moment in which it is used again.
      const wasClosed = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      if (wasClosed) post(agent, url, body).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}

export interface Timed {
  /** Milliseconds from sending each interaction to having its answer, as the Discord side saw them. */
  readonly ms: readonly number[];
  /** All of it, in milliseconds. */
  readonly took: number;
}

/** Works through the tasks with `width` of them under way at any time. */
export async function inFlight(
  width: number,
  tasks: readonly (() => Promise<{ readonly ms: number }>)[],
): Promise<Timed> {
  const queue = tasks.values();
  const ms: number[] = [];
  const begun = performance.now();
  const work = async () => {
    for (const task of queue) ms.push((await task()).ms);
  };
  await Promise.all(Array.from({ length: width }, work));
  return { ms, took: performance.now() - begun };
}
