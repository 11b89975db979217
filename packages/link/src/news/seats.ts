/** Streams of this node: no more than it can bear, few of each install, and of the same question one. */
export interface Seats {
  /** Whoever asked the same sits there no more, nor does the oldest of too many. Undefined where no seat is free. */
  take(installId: string, question: string): Seat | undefined;
}

export interface Seat {
  /** Aborted when the seat is given to somebody else. */
  readonly signal: AbortSignal;
  leave(): void;
}

export function openSeats(most: number, mostOfInstall: number): Seats {
  const installs = new Map<string, Map<string, AbortController>>();
  let taken = 0;
  return {
    take(installId, question) {
      const seats = installs.get(installId) ?? new Map<string, AbortController>();
      const oldest = seats.size >= mostOfInstall ? seats.keys().next().value : undefined;
      const before = seats.has(question) ? question : oldest;
      if (before === undefined && taken >= most) return undefined;
      if (before !== undefined) {
        seats.get(before)?.abort();
        seats.delete(before);
        taken -= 1;
      }
      const mine = new AbortController();
      installs.set(installId, seats.set(question, mine));
      taken += 1;
      return {
        signal: mine.signal,
        leave() {
          if (seats.get(question) !== mine) return;
          seats.delete(question);
          taken -= 1;
          if (seats.size === 0) installs.delete(installId);
        },
      };
    },
  };
}
