import type { FastifyInstance } from 'fastify';

const readyTimeout = 2_000;

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work, and is not on its way out. The reason of
 * a No is a name, never a message: the probe is public.
 */
export function healthRoutes(
  server: FastifyInstance,
  options: { readonly version: string; readonly isDraining: () => boolean; ready(): Promise<void> },
): void {
  const config = { quiet: true } as const;
  const check = oneAtATime(() => withinTime(options.ready(), readyTimeout));

  server.get('/healthz', { config }, async () => ({ status: 'alive', version: options.version }));
  server.get('/readyz', { config }, async (_request, reply) => {
    const reason = options.isDraining() ? 'draining' : await check().then(nothing, reasonName);
    if (reason === undefined) return { status: 'ready' };
    return reply.code(503).header('retry-after', '5').send({ status: 'not ready', reason });
  });
}

const nothing = () => undefined;

function reasonName(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

/** However many probes ask at once, the dependencies are asked once. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function withinTime(work: Promise<void>, milliseconds: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    reject(Object.assign(new Error('Not ready in time.'), { name: 'Timeout' }));
  }, milliseconds);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
