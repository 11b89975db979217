import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

interface Agent {
  destroy(): Promise<void>;
}

/**
 * fetch over a line with next to no room on its way, and with the patience of Node's own for headers and for the next bytes
 * made short: what takes it several times as long here takes it several times five minutes outside.
 */
export async function narrowLine(
  context: TestContext,
  patience: number,
  answer: RequestListener,
): Promise<typeof fetch> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-narrow-'));
  // A socket of this kind holds 200 KiB, one of TCP millions of bytes that nobody has taken yet.
  const socketPath = join(folder, 'line');
  const server = createServer(answer);
  server.listen(socketPath);
  await once(server, 'listening');
  const OwnAgent = await ownAgent();
  const dispatcher = new OwnAgent({
    headersTimeout: patience,
    bodyTimeout: patience,
    connect: { socketPath },
  });
  context.after(async () => {
    await dispatcher.destroy();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
  return (input, init) => fetch(input, { ...init, dispatcher } as RequestInit);
}

/** What Node's fetch sends with; it exports it nowhere. */
async function ownAgent(): Promise<new (options: object) => Agent> {
  await fetch('data:,');
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    (each) =>
      /^undici\.globalDispatcher/.test(each.description ?? '') && ownOf(each)?.constructor.name === 'Agent',
  );
  const agent = ownOf(symbol ?? assert.fail('Node sends in another way by now'));
  return agent?.constructor as new (
    options: object,
  ) => Agent;
}

const ownOf = (symbol: symbol) => (globalThis as Record<symbol, object | undefined>)[symbol];
