/** The process, or the machine, is gone. Whatever still runs of it has no effect any more. */
export class Crash extends Error {}

/** Counts everything one engine does to the world, so that it can be cut off at any of it. */
export class Steps {
  count = 0;
  crashAt = Number.POSITIVE_INFINITY;
  /** What happens in the world meanwhile. */
  readonly #meanwhile: () => void;
  #inside = false;

  constructor(meanwhile: () => void) {
    this.#meanwhile = meanwhile;
  }

  /** Once before an effect and once after it: both halves can be the last. */
  take(): void {
    if (this.count >= this.crashAt) throw new Crash();
    this.count++;
    if (this.#inside) return;
    this.#inside = true;
    this.#meanwhile();
    this.#inside = false;
    if (this.count >= this.crashAt) throw new Crash();
  }

  /** In the middle of an effect, where nobody else comes in between. */
  mayEnd(): void {
    if (this.count >= this.crashAt) throw new Crash();
    this.count++;
  }

  around<T>(effect: () => T): T {
    this.take();
    const result = effect();
    this.take();
    return result;
  }
}
