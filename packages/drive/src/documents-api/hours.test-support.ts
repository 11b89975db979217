import { setImmediate as nextTurn } from 'node:timers/promises';

type Fetch = typeof globalThis.fetch;

/** Time for many hours of real calls: a call takes a little of it, and it goes on when all who are left are asleep. */
export class Hours {
  #now = 1_800_000_000_000;
  #underWay = 0;
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#sleepers.push({ until: this.#now + ms, wake: resolve });
    this.#goOn();
    await promise;
  }

  /**
   * @param takes how long a call takes
   * @param waits how many turns an answer lies there until it is heard: others may overtake it
   */
  calls(takes: () => number, waits: () => number = () => 0): Fetch {
    return async (input, init) => {
      this.#underWay += 1;
      try {
        const answer = await fetch(input, init);
        for (let turns = waits(); turns > 0; turns--) await nextTurn();
        return answer;
      } finally {
        this.#now += takes();
        this.#underWay -= 1;
        this.#goOn();
      }
    };
  }

  /** Whoever still has something to do begins it first. */
  #goOn(): void {
    setImmediate(() => {
      if (this.#underWay > 0 || this.#sleepers.length === 0) return;
      this.#now = Math.max(this.#now, Math.min(...this.#sleepers.map(({ until }) => until)));
      const due = this.#sleepers.filter(({ until }) => until <= this.#now);
      for (const sleeper of due) {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        sleeper.wake();
      }
    });
  }
}
