type Fetch = typeof globalThis.fetch;

export interface Pace {
  /** Milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** The longest wait that is waited out, in milliseconds; beyond it the server is left to refuse. */
  readonly longest: number;
}

/** Where a server that asks for patience does not say how much. */
const patience = 5_000;

/**
 * Asks no more than the server grants. What is left of its limit is learned from every answer, and counts against the
 * calls that are under way; when nothing is left, calls wait until the limit begins anew. Others may use the same
 * limit: a call that is refused all the same (429) was not carried out, and is sent again when the server says so.
 */
export function pacedFetch(fetch: Fetch, { now, sleep, longest }: Pace): Fetch {
  // Of a window of which nothing is known yet, one call finds out.
  let left = 1;
  let until = Number.POSITIVE_INFINITY;
  let underWay = 0;
  let answered = Promise.withResolvers<void>();

  async function turn(): Promise<void> {
    for (;;) {
      if (now() >= until) [left, until] = [1, Number.POSITIVE_INFINITY];
      if (underWay < left || (Number.isFinite(until) && until - now() > longest)) break;
      if (underWay > 0) await answered.promise;
      else await sleep(until - now());
    }
    underWay += 1;
  }

  function learn({ status, headers }: Response): void {
    const remaining = digits(headers.get('x-rate-limit-remaining'));
    const wait = waitTold(headers);
    if (status === 429) {
      left = 0;
      until = Math.max(now() + (wait ?? patience), Number.isFinite(until) ? until : 0);
    } else if (remaining === undefined || wait === undefined) {
      // It grants what it is asked, as far as it says.
      if (!Number.isFinite(until)) left = Number.POSITIVE_INFINITY;
    } else if (wait > 0) {
      const begins = now() + wait;
      // Answers overtake each other: of one window the least counts. Its end is told in whole seconds.
      left = Math.abs(begins - until) < 2_000 ? Math.min(left, remaining) : remaining;
      until = begins;
    }
  }

  return async (input, init) => {
    for (;;) {
      await turn();
      let response: Response;
      try {
        response = await fetch(input, init);
        learn(response);
      } finally {
        underWay -= 1;
        answered.resolve();
        answered = Promise.withResolvers();
      }
      // A stream has been read: whoever made it makes another one.
      const isSentOnce = init?.body instanceof ReadableStream;
      if (response.status !== 429 || isSentOnce || until - now() > longest) return response;
      await response.body?.cancel();
    }
  };
}

/** Milliseconds to the end of the window, or those a refusal asks for, by the server's own clock. */
function waitTold(headers: Headers): number | undefined {
  const seconds = digits(headers.get('retry-after'));
  if (seconds !== undefined) return seconds * 1000;
  const reset = digits(headers.get('x-rate-limit-reset'));
  const server = Date.parse(headers.get('date') ?? '');
  return reset === undefined || Number.isNaN(server) ? undefined : reset * 1000 - server;
}

function digits(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
