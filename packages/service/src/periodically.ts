import type { Logger } from './logs/logger.ts';

/** Work that repeats for as long as the server runs. A failure is logged and the next round tries again. */
export function periodically(
  house: { readonly logger: Logger },
  name: string,
  milliseconds: number,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= work()
      .then(
        () => undefined,
        (error: unknown) => house.logger.error({ err: error, work: name }, 'background work failed'),
      )
      .finally(() => {
        running = undefined;
      });
  }, milliseconds);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
