import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** So many calls in so many milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly within: number;
}

/** What it tells of its limits: by when they begin anew, for how long to wait, or both. */
export type Telling = 'reset' | 'retry-after' | 'both';

export interface MeteredServer extends AsyncDisposable {
  readonly url: string;
  /** When each call came, by its own clock, and what it was answered with. */
  readonly calls: { readonly at: number; readonly status: number }[];
  /** Somebody else uses up some of the same limits. */
  use(calls: number): void;
  /** The bytes of every body that was taken. */
  readonly bodies: Buffer[];
}

/**
 * A server that keeps to its limits by a clock that is passed in. It answers with the limit that is nearest to its end, of
 * two that are used up with the longer one, and a call beyond one with 429.
 */
export async function openMeteredServer(
  limits: readonly Limit[],
  now: () => number,
  telling: Telling = 'both',
): Promise<MeteredServer> {
  const windows = limits.map((limit) => ({ ...limit, begun: Number.NEGATIVE_INFINITY, used: 0 }));
  const calls: { at: number; status: number }[] = [];
  const bodies: Buffer[] = [];
  const renew = () => {
    for (const window of windows)
      if (now() >= window.begun + window.within) {
        window.begun = now();
        window.used = 0;
      }
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    renew();
    const isGranted = windows.every(({ used, calls }) => used < calls);
    if (isGranted) {
      bodies.push(Buffer.concat(chunks));
      for (const window of windows) window.used += 1;
    }
    const left = (window: (typeof windows)[number]) => window.calls - window.used;
    const end = ({ begun, within }: (typeof windows)[number]) => begun + within;
    const [nearest = assert.fail('it has no limit')] = windows.toSorted(
      (one, other) => left(one) - left(other) || end(other) - end(one),
    );
    const ends = end(nearest);
    const status = isGranted ? 200 : 429;
    calls.push({ at: now(), status });
    response.writeHead(status, {
      'content-type': 'application/json',
      date: new Date(now()).toUTCString(),
      'x-rate-limit-remaining': String(left(nearest)),
      ...(telling === 'retry-after' ? {} : { 'x-rate-limit-reset': String(Math.ceil(ends / 1000)) }),
      ...(telling === 'reset' || isGranted
        ? {}
        : { 'retry-after': String(Math.ceil((ends - now()) / 1000)) }),
    });
    response.end('{"files":[]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    bodies,
    use(some) {
      renew();
      for (const window of windows) window.used = Math.min(window.calls, window.used + some);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
