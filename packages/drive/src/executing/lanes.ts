/** At a time, to begin with; and at most. */
const first = 6;
const most = 64;
/** Bytes of all that is under way. One that is larger than this goes alone. */
const budget = 64 * 2 ** 20;

/**
 * Does work side by side: one lane more whenever something went well, half as many when it did not, for then the
 * server or the disk has too much to do. What is large takes the room of many that are small, so that memory is
 * bounded. After something that throws nothing more is begun, and it is thrown when all has come to its end.
 * @param work answers whether it went well
 */
export async function inLanes<Job>(
  jobs: readonly Job[],
  bytesOf: (job: Job) => number,
  work: (job: Job) => Promise<boolean>,
): Promise<void> {
  let lanes = first;
  let running = 0;
  let bytes = 0;
  let failure: { readonly error: unknown } | undefined;
  let oneEnded = () => {};
  const ended = () =>
    new Promise<void>((resolve) => {
      oneEnded = resolve;
    });
  const begin = async (job: Job, size: number) => {
    running += 1;
    bytes += size;
    try {
      lanes = (await work(job)) ? Math.min(most, lanes + 1) : Math.max(1, Math.floor(lanes / 2));
    } catch (error) {
      failure ??= { error };
    }
    running -= 1;
    bytes -= size;
    oneEnded();
  };
  for (const job of jobs) {
    const size = bytesOf(job);
    const isFull = () => running > 0 && (running >= lanes || bytes + size > budget);
    while (isFull() && failure === undefined) await ended();
    if (failure !== undefined) break;
    void begin(job, size);
  }
  while (running > 0) await ended();
  if (failure !== undefined) throw failure.error;
}
