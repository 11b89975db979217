/** The person went back from proving who they are: what needed it was not done. */
export class ProofDeclined extends Error {
  override readonly name = 'ProofDeclined';
}

type Settle = (proven: boolean) => void;

let waiting: readonly Settle[] = [];
const watchers = new Set<() => void>();

/** Asks the person to prove who they are; false where they would rather not. However many calls wait, one dialog asks. */
export function askForProof(): Promise<boolean> {
  return new Promise((settle) => change([...waiting, settle]));
}

/** The answer to everybody who waits. */
export function settleProof(proven: boolean): void {
  const settled = waiting;
  change([]);
  for (const settle of settled) settle(proven);
}

/** For `useSyncExternalStore`: whether anybody waits. */
export const proofRequest = {
  subscribe(watch: () => void): () => void {
    watchers.add(watch);
    return () => watchers.delete(watch);
  },
  isWaiting: () => waiting.length > 0,
};

function change(next: readonly Settle[]): void {
  waiting = next;
  for (const watch of watchers) watch();
}
