export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** What the client takes from the world. Every part can be replaced; the defaults are those of the platform. */
export type Surroundings = {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  random: Random;
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
};

/** Fills what is not given with the platform's own: global fetch, system time, WebCrypto, timers. */
export function surroundings(given: Partial<Surroundings> = {}): Surroundings {
  return {
    // Called through a closure: browsers refuse a fetch that is detached from its window.
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: { now: () => Date.now() },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    ...given,
  };
}
