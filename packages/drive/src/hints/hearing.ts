import { setTimeout as after } from 'node:timers/promises';

/** Changes come in groups: what follows a hint closely is looked at in the same look. */
const gathering = 300;

/** How a mount rests between two looks: for a while, or until it is told that there is something to see. */
export class Hearing {
  #said = Promise.withResolvers<void>();

  /** There may be something to see. Said during a look, it ends the rest after it. */
  say(): void {
    this.#said.resolve();
  }

  /** @param least for this long nothing is heard: the server has asked not to be called */
  async rest(least: number, most: number, ended: AbortSignal): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, ended]);
    const nap = (milliseconds: number) => after(milliseconds, undefined, { signal }).catch(() => undefined);
    await nap(least);
    const isHint = await Promise.race([
      this.#said.promise.then(() => true),
      nap(Math.max(0, most - least)).then(() => false),
    ]);
    if (isHint) await nap(gathering);
    over.abort();
    this.#said = Promise.withResolvers<void>();
  }
}
