import type { World } from '../world.ts';
import { type Listener, listen } from './listen.ts';

/** Listens for all that are kept; one that comes later is asked for with the others from then on. */
export class Ears implements AsyncDisposable {
  readonly #world: World;
  readonly #listeners: Listener[] = [];
  #over = new AbortController();
  #listening: Promise<void> = Promise.resolve();
  #isDue = false;

  constructor(world: World) {
    this.#world = world;
  }

  add(listener: Listener): void {
    this.#listeners.push(listener);
    if (this.#isDue) return;
    this.#isDue = true;
    // Those that come in the same turn are one question.
    queueMicrotask(() => this.#listen());
  }

  #listen(): void {
    this.#isDue = false;
    this.#over.abort();
    this.#over = new AbortController();
    const { ended } = this.#world;
    const before = this.#listening;
    const now = listen(this.#world, [...this.#listeners], AbortSignal.any([this.#over.signal, ended]));
    this.#listening = Promise.all([before, now]).then(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#listening;
  }
}
