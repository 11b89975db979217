import { createHash } from 'node:crypto';
import type { Clock } from '@gatehouse/service';
import type { Custodian, Wrapped } from './custodian.ts';

interface Known {
  readonly dataKey: Uint8Array;
  readonly until: number;
}

/**
 * Remembers data keys for a while, each for the very bytes and place it was opened for, so that a hand-out does not wait
 * for a key service and a short absence of it stops nobody. Bounded in number and time; what goes is overwritten.
 * A key that is taken away at the key service opens nothing any more once this time is over.
 */
export function rememberingCustodian(
  inner: Custodian,
  clock: Clock,
  { most, life }: { readonly most: number; readonly life: number },
): Custodian {
  const known = new Map<string, Known>();

  function forget(name: string): void {
    known.get(name)?.dataKey.fill(0);
    known.delete(name);
  }

  function remember(name: string, dataKey: Uint8Array): void {
    forget(name);
    const now = clock.now();
    for (const [each, { until }] of known) {
      // In the order of their ends: the first that is not over ends the search.
      if (until > now && known.size < most) break;
      forget(each);
    }
    known.set(name, { dataKey: Uint8Array.from(dataKey), until: now + life });
  }

  return {
    current: () => inner.current(),
    async wrap(dataKey, bound) {
      const wrapped = await inner.wrap(dataKey, bound);
      remember(nameOf(wrapped, bound), dataKey);
      return wrapped;
    },
    async unwrap(wrapped, bound) {
      const name = nameOf(wrapped, bound);
      const found = known.get(name);
      // A copy: whoever asks overwrites it after use.
      if (found !== undefined && found.until > clock.now()) return Uint8Array.from(found.dataKey);
      const dataKey = await inner.unwrap(wrapped, bound);
      remember(name, dataKey);
      return dataKey;
    },
  };
}

function nameOf({ keyId, bytes }: Wrapped, bound: Uint8Array): string {
  const hash = createHash('sha256').update(JSON.stringify([keyId, bytes.length]));
  return hash.update(bytes).update(bound).digest('base64');
}
