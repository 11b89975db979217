import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rawConnection } from '@gatehouse/service/testing';
import { type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';

/** What a proxy in front could be brought to see as one request, with another one hidden in it. */
describe('requests hidden in requests, at the listener itself', () => {
  let stage: OAuthStage;
  let token: string;
  let host: string;
  let port: number;
  before(async () => {
    stage = await setOAuthStage();
    token = (await stage.pair()).accessToken;
    const url = new URL(stage.platform.url);
    host = url.host;
    port = Number(url.port);
  });
  after(() => stage[Symbol.asyncDispose]());

  /** A revocation that would be seen if it ran. */
  const hidden = () => {
    const { clientId, clientSecret = '' } = stage.web;
    const body = String(new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token }));
    return `POST /oauth/revoke HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const post = (headers: string, body = '') =>
    `POST /oauth/token HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n${headers}\r\n\r\n${body}`;
  const exchange = async (bytes: string) => {
    const connection = await rawConnection(port);
    connection.send(bytes);
    return await connection.untilClosed();
  };
  const answersIn = (received: string) =>
    [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

  const refused: Record<string, () => string> = {
    'Content-Length and Transfer-Encoding': () =>
      post(`Content-Length: 4\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${hidden()}`),
    'Transfer-Encoding and Content-Length': () =>
      post(`Transfer-Encoding: chunked\r\nContent-Length: 4`, `0\r\n\r\n${hidden()}`),
    'two lengths': () => post('Content-Length: 0\r\nContent-Length: 5') + hidden(),
    'two lengths alike': () => post('Content-Length: 0\r\nContent-Length: 0') + hidden(),
    'a length in hexadecimal': () => post('Content-Length: 0x0') + hidden(),
    'a folded header': () => post('X: y\r\n Transfer-Encoding: chunked') + hidden(),
    'a folded coding': () => post('Transfer-Encoding:\r\n chunked', '0\r\n\r\n') + hidden(),
    'bare line feeds': () => post('Content-Length: 0').replaceAll('\r\n', '\n') + hidden(),
    'a bare line feed among the headers': () => post('X: y\nContent-Length: 0') + hidden(),
    'a bare line feed in a chunk': () => post('Transfer-Encoding: chunked', '0\n\n') + hidden(),
    'a coding nobody knows': () => post('Transfer-Encoding: chunked, identity', '0\r\n\r\n') + hidden(),
    'a coding with a tab inside': () => post('Transfer-Encoding: \x0bchunked', '0\r\n\r\n') + hidden(),
    'a space before the colon': () => post('Content-Length : 0') + hidden(),
    'a chunk size with a sign': () => post('Transfer-Encoding: chunked', '+0\r\n\r\n') + hidden(),
    'a second host': () => post(`Host: evil.example\r\nContent-Length: 0`) + hidden(),
    'no host': () => `GET /healthz HTTP/1.1\r\n\r\n${hidden()}`,
    'a line that is no request': () => `\x16\x03\x01\r\n\r\n${hidden()}`,
  };
  for (const [name, bytes] of Object.entries(refused))
    it(`one 400, and what is hidden does not run: ${name}`, async () => {
      const received = await exchange(bytes());
      assert.deepEqual(answersIn(received), [400], received);
      assert.equal(await stage.isAlive(token), true);
    });

  it('headers of absurd size: 431, and what follows does not run', async () => {
    const received = await exchange(post(`X: ${'a'.repeat(20_000)}\r\nContent-Length: 0`) + hidden());
    assert.deepEqual(answersIn(received), [431]);
    assert.equal(await stage.isAlive(token), true);
  });

  it('a request inside a body, a chunk or a chunk extension is a part of it', async () => {
    const inside = hidden();
    const size = inside.length.toString(16);
    for (const bytes of [
      post(`Connection: close\r\nContent-Length: ${inside.length}`, inside),
      post('Connection: close\r\nTransfer-Encoding: chunked', `${size}\r\n${inside}\r\n0\r\n\r\n`),
      post('Connection: close\r\nTransfer-Encoding: chunked', `0;note="GET / HTTP/1.1"\r\n\r\n`),
    ]) {
      const answers = answersIn(await exchange(bytes));
      assert.equal(answers.length, 1, bytes);
      assert.ok((answers[0] ?? 500) < 500);
      assert.equal(await stage.isAlive(token), true);
    }
  });

  it('a chunk extension without end is cut off', async () => {
    const received = await exchange(post('Transfer-Encoding: chunked', `1;${'a'.repeat(40_000)}\r\n`));
    assert.deepEqual(answersIn(received), [413]);
  });

  it('an address in absolute form is the same path, whatever host it names', async () => {
    const bytes = `GET http://evil.example/oauth/authorize?client_id=x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    const received = await exchange(bytes);
    assert.doesNotMatch(received, /evil\.example/);
    assert.ok((answersIn(received)[0] ?? 500) < 500, received);
    const metadata =
      'GET http://evil.example/.well-known/oauth-authorization-server HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n';
    assert.doesNotMatch(await exchange(metadata), /evil\.example/);
  });

  it('after a refusal that is no doubt about bytes, the next request of the line is served', async () => {
    const received = await exchange(
      post('Content-Length: 0') + post('Content-Length: 9', 'grant_typ') + hidden(),
    );
    assert.deepEqual(answersIn(received), [400, 400, 200], received);
    assert.equal(await stage.isAlive(token), false);
  });
});
