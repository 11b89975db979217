import type { Logger } from '../logs/logger.ts';
import type { Running } from './serve.ts';

const closing = ['SIGTERM', 'SIGINT'] as const;

/**
 * The first SIGTERM or SIGINT drains and ends the process, a second ends it at once; SIGHUP takes a renewed
 * certificate into use. Returns a function that undoes this. `end` is called with the exit code.
 */
export function closeOnSignals(
  running: Pick<Running, 'close' | 'reloadCertificate'>,
  logger: Logger,
  end: (code: number) => void = process.exit,
): () => void {
  let asked = false;
  const close = (signal: NodeJS.Signals) => {
    if (asked) return end(1);
    asked = true;
    logger.info({ signal }, 'asked to stop');
    running.close().then(
      () => end(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not close in order');
        end(1);
      },
    );
  };
  const reload = () => {
    try {
      running.reloadCertificate();
      logger.info('the certificate was read again');
    } catch (error) {
      logger.error({ err: error }, 'the certificate could not be read again: the old one stays in use');
    }
  };

  for (const signal of closing) process.on(signal, close);
  process.on('SIGHUP', reload);
  return () => {
    for (const signal of closing) process.off(signal, close);
    process.off('SIGHUP', reload);
  };
}
