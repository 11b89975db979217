import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppEvent } from '@gatehouse/wire';

/** A developer's server: keeps what it gets, and answers as it is told. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** With nothing, whoever sends waits until it loses patience. */
  answerWith(status: number | 'nothing'): void;
}

export interface Received {
  readonly event: AppEvent;
  readonly headers: IncomingHttpHeaders;
  readonly deliveryId: string;
  /** Whether its signature holds, as a receiver would check it. */
  isSignedBy(secret: string): boolean;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status: number | 'nothing' = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (bytes: Buffer) => chunks.push(bytes));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header('gatehouse-signature')) ?? [];
      received.push({
        event: JSON.parse(body),
        headers: request.headers,
        deliveryId: header('gatehouse-delivery-id'),
        isSignedBy: (secret) => mac === createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'),
      });
      if (status !== 'nothing') response.writeHead(status).end();
    });
    const header = (name: string) => String(request.headers[name] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    received,
    answerWith(next) {
      status = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Waits until it holds. @throws where it never does. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error(`Waited in vain: ${what}.`);
}
