/** One file on its way. */
export interface Transfer {
  readonly direction: 'up' | 'down' | 'check';
  readonly name: string;
  readonly size: number;
  /** Bytes. A large file may be read more than once; never more than `size` are counted. */
  done: number;
}

/** What is going on in a mount at one moment, as plain data. */
export interface ActivityView {
  /** Steps that the plan at hand still has to take; 0 when it rests. */
  readonly queue: number;
  readonly files: { readonly done: number; readonly total: number };
  readonly bytes: { readonly done: number; readonly total: number };
  readonly transfers: readonly Transfer[];
  /** Milliseconds of the clock: when the run began that is going on. */
  readonly since: number;
  /** Milliseconds of the clock: before then the server wants no calls. */
  readonly limitedUntil?: number;
}

export const atRest: ActivityView = {
  queue: 0,
  files: { done: 0, total: 0 },
  bytes: { done: 0, total: 0 },
  transfers: [],
  since: 0,
};

/** What a run has before it and behind it, for whoever watches. Nothing is decided by it. */
export class Activity {
  readonly #transfers = new Set<Transfer>();
  #queue = 0;
  #since = 0;
  #files = { done: 0, total: 0 };
  #bytes = { done: 0, total: 0 };
  limitedUntil: number | undefined;

  /** A new plan. What was counted as done stays counted for as long as one plan follows another. */
  planned(now: number, steps: number, sizes: readonly number[]): void {
    if (this.#files.total === 0) this.#since = now;
    this.#queue = steps;
    this.#files.total = this.#files.done + sizes.length;
    this.#bytes.total = this.#bytes.done + sizes.reduce((sum, size) => sum + size, 0);
  }

  rested(): void {
    this.#queue = 0;
    this.#files = { done: 0, total: 0 };
    this.#bytes = { done: 0, total: 0 };
  }

  /** @param from bytes that an earlier attempt brought already */
  begin(direction: Transfer['direction'], name: string, size: number, from = 0): Transfer {
    const transfer = { direction, name, size, done: from };
    this.#transfers.add(transfer);
    return transfer;
  }

  end(transfer: Transfer, whole: boolean): void {
    this.#transfers.delete(transfer);
    if (!whole) return;
    this.#queue = Math.max(0, this.#queue - 1);
    this.#files.done += 1;
    this.#bytes.done += transfer.size;
  }

  view(now: number): ActivityView {
    const transfers = [...this.#transfers].map((each) => ({ ...each, done: Math.min(each.done, each.size) }));
    const underWay = transfers.reduce((sum, { done }) => sum + done, 0);
    const bytes = { done: this.#bytes.done + underWay, total: this.#bytes.total };
    const until = this.limitedUntil;
    return {
      queue: this.#queue,
      files: { ...this.#files },
      bytes: { done: Math.min(bytes.done, Math.max(bytes.total, this.#bytes.done)), total: bytes.total },
      transfers,
      since: this.#since,
      ...(until !== undefined && until > now ? { limitedUntil: until } : {}),
    };
  }
}
