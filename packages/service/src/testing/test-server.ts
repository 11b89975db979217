import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '../clock.ts';
import { createLogger } from '../logs/logger.ts';
import { systemRandom } from '../random.ts';
import { createServer, type ServerOptions } from '../server/server.ts';

/** A server as the platform makes one, whose log lines are kept. */
export function testServer(options: Partial<ServerOptions> = {}): { server: FastifyInstance; log: string[] } {
  const log: string[] = [];
  const server = createServer({
    logger: createLogger({ name: 'test', level: 'debug', stream: { write: (line) => log.push(line) } }),
    clock: systemClock,
    random: systemRandom,
    publicUrl: new URL('https://gatehouse.example'),
    trustedProxies: [],
    ready: async () => {},
    version: '1.2.3',
    ...options,
  });
  return { server, log };
}

/** A bare TCP connection: bytes as no HTTP client would send them. */
export async function rawConnection(port: number) {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve));
  const received = () => Buffer.concat(chunks).toString('latin1');
  return {
    send: (text: string) => void socket.write(Buffer.from(text, 'latin1')),
    received,
    /** Everything received, once the server has closed the connection. */
    async untilClosed(): Promise<string> {
      await closed;
      return received();
    },
    /** Waits until the text has arrived. */
    async until(text: string): Promise<void> {
      while (!received().includes(text)) {
        await new Promise((resolve, reject) => {
          socket.once('data', resolve);
          socket.once('close', () => reject(new Error(`closed before ${text}: ${received()}`)));
        });
      }
    },
    /** Says that nothing more will be sent. */
    finish: () => void socket.end(),
  };
}
