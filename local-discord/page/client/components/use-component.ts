/** Uses a message's button or select as the chosen member, and tells whether the answer is still awaited. */
import { useState } from 'preact/hooks';
import { sentence } from '../page.ts';
import type { Message } from '../shapes.ts';
import { usePage } from '../use-page.ts';

export function useComponent(message: Message, customId: string) {
  const { page } = usePage();
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<string | undefined>(undefined);

  async function use(values?: readonly string[]): Promise<void> {
    if (waiting) return;
    setWaiting(true);
    setRefused(undefined);
    page.forgetNotices(message.id);
    try {
      const what = {
        type: 'component',
        message: message.id,
        customId,
        ...(values ? { values } : {}),
      } as const;
      await page.act(what, { message: message.id, label: '' });
    } catch (error) {
      setRefused(sentence(error));
    } finally {
      setWaiting(false);
    }
  }
  return { use, waiting, refused };
}
