/** Reads every lesson's post out of a channel, as any bot could. */
import { deliveryIn, type SeenPost } from './judge.ts';

/** `api` is the local Discord's own, behind no door. */
export async function readHistory(api: string, token: string, channelId: string): Promise<SeenPost[]> {
  const seen: SeenPost[] = [];
  for (let after = '0'; ; ) {
    const url = `${api}/v10/channels/${channelId}/messages?limit=100&after=${after}`;
    const response = await fetch(url, { headers: { Authorization: `Bot ${token}` } });
    if (!response.ok) throw new Error(`The history of a channel can't be read: ${response.status}.`);
    const page = (await response.json()) as readonly { readonly id: string; readonly components: unknown }[];
    for (const message of page) {
      const deliveryId = deliveryIn(message.components);
      if (deliveryId !== undefined) seen.push({ deliveryId, channelId });
    }
    if (page.length < 100) return seen;
    after = page
      .map(message => BigInt(message.id))
      .reduce((a, b) => (a > b ? a : b))
      .toString();
  }
}
