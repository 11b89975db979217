import type { ReceivedBlob, SmallContent } from '../blob-store.ts';
import { interruptible } from '../take-in.ts';

/** Requests under way at once. */
const most = 8;

/**
 * Sends small contents side by side, and answers them in their order. If one fails none remains, as far as the store
 * can be reached: what does not go now is found by the collection of what no row names.
 */
export async function sendEach(
  contents: AsyncIterable<SmallContent>,
  send: (content: SmallContent) => Promise<ReceivedBlob>,
): Promise<ReceivedBlob[]> {
  const sent: Promise<ReceivedBlob>[] = [];
  const underWay = new Set<Promise<unknown>>();
  try {
    for await (const content of interruptible(contents)) {
      const one = send(content);
      sent.push(one);
      const ended: Promise<unknown> = one.catch(() => {}).finally(() => underWay.delete(ended));
      underWay.add(ended);
      if (underWay.size >= most) await Promise.race(underWay);
    }
    return await Promise.all(sent);
  } catch (error) {
    for (const one of await Promise.allSettled(sent))
      if (one.status === 'fulfilled') await one.value.discard().catch(() => undefined);
    throw error;
  }
}
