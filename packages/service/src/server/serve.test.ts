import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawConnection, testServer } from '../testing/test-server.ts';
import { serve } from './serve.ts';

const loopback = { host: '127.0.0.1', port: 0 };

/** A server with one route that answers when it is told to. */
function slowServer() {
  const { server, log } = testServer();
  const entered = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  server.get('/slow', async () => {
    entered.resolve();
    await release.promise;
    return { done: true };
  });
  server.get('/fast', async () => ({}));
  return { server, log, entered: entered.promise, release: release.resolve };
}

test('a drain lets what is in flight finish, refuses what is new, then ends', async () => {
  const { server, entered, release } = slowServer();
  const running = await serve(server, loopback);
  const inFlight = fetch(`${running.url}/slow`);
  await entered;

  const closed = running.close();
  assert.equal(running.close(), closed);
  await assert.rejects(fetch(`${running.url}/fast`));
  release();

  const response = await inFlight;
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('connection'), 'close');
  assert.deepEqual(await response.json(), { done: true });
  await closed;
});

test('a drain ends idle connections at once', async () => {
  const { server } = slowServer();
  const running = await serve(server, loopback);
  const connection = await rawConnection(running.port);
  connection.send('GET /fast HTTP/1.1\r\nHost: x\r\n\r\n');
  await connection.until('{}');
  const closed = running.close();
  await connection.untilClosed();
  await closed;
});

test('a request that arrives on an open connection during the drain is refused with 503', async () => {
  const { server, entered, release } = slowServer();
  const running = await serve(server, loopback);
  const inFlight = fetch(`${running.url}/slow`);
  await entered;
  const connection = await rawConnection(running.port);
  connection.send('GET /fast HTTP/1.1\r\nHost: x\r\n');
  // The first bytes have arrived once the server has answered a later connection.
  await fetch(`${running.url}/fast`);

  const closed = running.close();
  connection.send('\r\n');
  const received = await connection.untilClosed();
  assert.match(received, /^HTTP\/1\.1 503 /);
  assert.match(received, /retry-after: 5\r\n/i);
  assert.match(received, /connection: close\r\n/i);
  release();
  await inFlight;
  await closed;
});

test('what is not done by the deadline is broken off', async () => {
  const { server, entered } = slowServer();
  const running = await serve(server, { ...loopback, deadlineMilliseconds: 1 });
  const inFlight = fetch(`${running.url}/slow`);
  await entered;
  const refused = assert.rejects(inFlight);
  await running.close();
  await refused;
});

test('during the notice everything works, and only /readyz says no', async (t) => {
  const { server } = slowServer();
  const running = await serve(server, { ...loopback, noticeMilliseconds: 5_000 });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const closed = running.close();
  const ready = await server.inject('/readyz');
  assert.equal(ready.statusCode, 503);
  assert.deepEqual(ready.json(), { status: 'not ready', reason: 'draining' });
  assert.equal((await server.inject('/fast')).statusCode, 200);
  assert.equal((await server.inject('/healthz')).statusCode, 200);
  t.mock.timers.tick(5_000);
  await closed;
});

test('plain HTTP on an address others can reach is refused before listening', async () => {
  for (const host of [
    '0.0.0.0',
    '::',
    '192.0.2.1',
    'gatehouse.example',
    '127.0.0.1.evil.example',
    'any.localhost',
  ]) {
    const { server } = slowServer();
    await assert.rejects(serve(server, { host, port: 0 }), {
      name: 'SettingsError',
      message: `Plain HTTP on ${host} would show passwords and tokens to the network: give a TLS certificate and key, listen on 127.0.0.1, or say that a proxy terminates TLS.`,
    });
    assert.equal(server.server.listening, false);
  }
});

test('behind a proxy that terminates TLS, plain HTTP is served', async () => {
  const { server } = slowServer();
  // The rule is judged by the name; the address behind it is this machine's own.
  const running = await serve(server, { host: '0.0.0.0', port: 0, tlsTerminatedByProxy: true });
  assert.equal((await fetch(`http://127.0.0.1:${running.port}/fast`)).status, 200);
  await running.close();
});

test('a public address in plain HTTP is refused, unless it is this machine', async () => {
  const { server } = testServer({ publicUrl: new URL('http://gatehouse.example') });
  await assert.rejects(serve(server, loopback), {
    message:
      'The public address http://gatehouse.example/ must start with https:// unless it is on this machine.',
  });
  for (const publicUrl of ['http://localhost:4600', 'http://127.0.0.1:4600', 'http://[::1]:4600']) {
    const local = testServer({ publicUrl: new URL(publicUrl) }).server;
    await (await serve(local, loopback)).close();
  }
});
