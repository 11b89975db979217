/** One attempt to keep a blob and to write the row that names it. */
export interface Attempt {
  isThere(): Promise<boolean>;
  keep(): Promise<void>;
  claim(): Promise<boolean>;
  remove(): Promise<void>;
}

interface Holding {
  holders: number;
  /** Somebody may refer to the blob: it was there before, or a claim was not refused. */
  claimed: boolean;
  /** Ends when the first holder knows whether the blob was there. */
  opened: Promise<void>;
}

/**
 * Knows, per digest, which uploads are between "the bytes are kept" and "the row is written". A refused upload
 * may remove the blob it kept only if no other upload of the same bytes relies on it.
 */
export class Claims {
  readonly #holdings = new Map<string, Holding>();
  readonly #removals = new Map<string, Promise<void>>();

  async hold(sha256: string, attempt: Attempt): Promise<void> {
    const holding = await this.#enter(sha256, attempt);
    let claimed = true;
    try {
      await attempt.keep();
      claimed = await attempt.claim();
    } finally {
      await this.#leave(sha256, holding, claimed, attempt);
    }
  }

  async #enter(sha256: string, attempt: Attempt): Promise<Holding> {
    for (let removal = this.#removals.get(sha256); removal; removal = this.#removals.get(sha256))
      await removal;
    const known = this.#holdings.get(sha256);
    if (known !== undefined) {
      known.holders += 1;
      await known.opened;
      return known;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const holding: Holding = { holders: 1, claimed: true, opened: promise };
    this.#holdings.set(sha256, holding);
    try {
      holding.claimed = await attempt.isThere();
    } finally {
      resolve();
    }
    return holding;
  }

  async #leave(sha256: string, holding: Holding, claimed: boolean, attempt: Attempt): Promise<void> {
    holding.claimed ||= claimed;
    holding.holders -= 1;
    if (holding.holders > 0) return;
    this.#holdings.delete(sha256);
    if (holding.claimed) return;
    const removal = attempt.remove();
    this.#removals.set(sha256, removal);
    await removal.finally(() => this.#removals.delete(sha256));
  }
}
