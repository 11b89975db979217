const hour = 3_600_000;

/**
 * How many calls looking may make. What is not used is saved up, to an hour's worth at most; transfers and a person's
 * own calls have the rest of what the server grants.
 */
export class CallBudget {
  readonly #anHour: number;
  #left: number;
  #at: number | undefined;

  constructor(anHour: number) {
    this.#anHour = anHour;
    this.#left = anHour;
  }

  /** Whether one more call is within the budget; it counts as made then. */
  take(now: number): boolean {
    // A clock that was set back grants nothing, one that was set forward no more than an hour.
    const passed = Math.max(0, now - (this.#at ?? now));
    this.#at = now;
    this.#left = Math.min(this.#anHour, this.#left + (passed * this.#anHour) / hour);
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
