/** The bytes of a batch are in memory until they are on the disk, so this times 8 MiB is what batches take of it. */
const atOnce = { inAll: 16, ofOnePerson: 4 };

/**
 * Who may be receiving a batch at the same time; the others wait, and their bytes stay with the network. Somebody who
 * dawdles with as many as they can holds up their own next ones, and few of anybody else.
 */
export class Turns {
  readonly #limits: typeof atOnce;
  readonly #underWay = new Map<number, number>();
  readonly #waiting: { readonly personId: number; begin(): void }[] = [];
  #all = 0;

  constructor(limits = atOnce) {
    this.#limits = limits;
  }

  /** Resolves when it is this one's turn, with what ends it. */
  async take(personId: number): Promise<() => void> {
    if (!this.#isRoomFor(personId)) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push({ personId, begin: resolve });
      await promise;
    } else this.#count(personId, 1);
    return () => this.#end(personId);
  }

  #end(personId: number): void {
    this.#count(personId, -1);
    const index = this.#waiting.findIndex((each) => this.#isRoomFor(each.personId));
    const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (next === undefined) return;
    // At once: whoever asks before it goes on finds its place taken.
    this.#count(next.personId, 1);
    next.begin();
  }

  #isRoomFor(personId: number): boolean {
    return this.#all < this.#limits.inAll && (this.#underWay.get(personId) ?? 0) < this.#limits.ofOnePerson;
  }

  #count(personId: number, by: 1 | -1): void {
    this.#all += by;
    const now = (this.#underWay.get(personId) ?? 0) + by;
    if (now === 0) this.#underWay.delete(personId);
    else this.#underWay.set(personId, now);
  }
}
