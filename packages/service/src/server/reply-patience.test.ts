import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { testServer } from '../testing/test-server.ts';
import { serve } from './serve.ts';

test('a reply that nobody reads is broken off, and what it was made of let go', async () => {
  const { server } = testServer({ replyPatience: 50 });
  const begun = Promise.withResolvers<Readable>();
  server.get('/endless', (_request, reply) => {
    const body = new Readable({ read: () => void body.push(Buffer.alloc(65_536)) });
    begun.resolve(body);
    return reply.type('application/octet-stream').send(body);
  });
  const running = await serve(server, { host: '127.0.0.1', port: 0 });
  const socket = connect(running.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET /endless HTTP/1.1\r\nHost: x\r\n\r\n');
  const body = await begun.promise;
  // The error of a stream that was let go before its end.
  body.on('error', () => undefined);
  await once(body, 'close', { signal: AbortSignal.timeout(20_000) });
  assert.ok(body.destroyed);
  socket.destroy();
  await running.close();
});
