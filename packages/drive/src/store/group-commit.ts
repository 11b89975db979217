import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Changes, Keeper } from './keeper.ts';

interface Waiting {
  readonly changes: Changes;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: steps that end at about the same time wait for the disk together. What was committed becomes known,
 * by `settle`, only when it is durable, and in the order of the commits.
 */
export class GroupCommit {
  readonly #keeper: Keeper;
  readonly #settle: (changes: Changes) => void;
  #waiting: Waiting[] = [];
  /** Written, and not yet known to be durable. */
  #written: Waiting[] = [];
  #working = false;

  constructor(keeper: Keeper, settle: (changes: Changes) => void) {
    this.#keeper = keeper;
    this.#settle = settle;
  }

  /** Durable when it returns, and with it all that was handed over before. */
  now(changes: Changes): void {
    const group = this.#waiting.splice(0);
    try {
      this.#keeper.commit([...group.map((each) => each.changes), changes]);
    } catch (error) {
      for (const { failed } of group) failed(error);
      throw error;
    }
    this.#end(this.#written.splice(0));
    this.#end(group);
    this.#settle(changes);
  }

  /** Durable when it resolves. */
  soon(changes: Changes): Promise<void> {
    const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>();
    this.#waiting.push({ changes, done, failed });
    void this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#waiting.length > 0) {
      // Whatever ends in the same turn joins the group.
      await nextTurn();
      const group = this.#waiting.splice(0);
      if (group.length === 0) continue;
      this.#written = group;
      try {
        await this.#keeper.commitSoon(group.map((each) => each.changes));
        this.#end(this.#written.splice(0));
      } catch (error) {
        for (const { failed } of this.#written.splice(0)) failed(error);
      }
    }
    this.#working = false;
  }

  #end(group: readonly Waiting[]): void {
    for (const { changes, done } of group) {
      this.#settle(changes);
      done();
    }
  }
}
