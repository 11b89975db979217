type Env = Readonly<Record<string, string | undefined>>;
type Fetch = typeof globalThis.fetch;

export const usualSilence = 60_000;

/** For how long nothing may come of what is under way, in milliseconds: `DRIVE_SILENCE`, in seconds. */
export function silenceOf({ DRIVE_SILENCE: seconds = '' }: Env): number {
  return /^[1-9][0-9]{0,3}$/.test(seconds) ? Number(seconds) * 1000 : usualSilence;
}

/** A server that has all there is to a call may think about it for longer than bytes may be under way. */
export const thinking = (silence: number): number => 2 * silence;

/**
 * A connection that died without a word, as on the way to another network, would hold a call for minutes. Not of calls
 * that bring bytes: over a narrow line those take the time they take.
 */
export function answeredWithin(fetch: Fetch, milliseconds: number): Fetch {
  return async (input, init) => {
    if (init?.body != null && typeof init.body !== 'string') return await fetch(input, init);
    const silent = new AbortController();
    const timer = setTimeout(
      () => silent.abort(new TypeError('no answer', { cause: 'silence' })),
      milliseconds,
    );
    const signals = [silent.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      return await fetch(input, { ...init, signal: AbortSignal.any(signals) });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Ends what has brought nothing for so long. */
export class Silence implements Disposable {
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    const end = () => this.#ending.abort(new TypeError('no more bytes', { cause: 'silence' }));
    this.#timer = setTimeout(end, milliseconds);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  heard(): void {
    this.#timer.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
