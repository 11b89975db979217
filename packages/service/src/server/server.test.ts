import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawConnection, testServer } from '../testing/test-server.ts';
import { serve } from './serve.ts';

const shielded = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000',
};

test('every reply carries the security headers and its request id: answers, refusals, failures', async () => {
  const { server } = testServer();
  server.get('/page/:id', async (_request, reply) => reply.type('text/html').send('<p>'));
  server.get('/broken', async () => Promise.reject(new Error('x')));
  const urls = ['/page/1', '/broken', '/missing', '/healthz', '/page/%zz', `/page/${'a'.repeat(1100)}`];
  const statuses = [200, 500, 404, 200, 400, 414];
  for (const [place, url] of urls.entries()) {
    const { headers, statusCode } = await server.inject(url);
    assert.equal(statusCode, statuses[place], url);
    for (const [name, value] of Object.entries(shielded))
      assert.equal(headers[name], value, `${url} ${name}`);
    assert.match(String(headers['content-security-policy']), /^default-src 'none';/);
    assert.match(String(headers['permissions-policy']), /geolocation=\(\)/);
    assert.match(String(headers['x-request-id']), /^[0-9a-z]{26}$/);
  }
});

test('without HTTPS there is no HSTS', async () => {
  const { server } = testServer({ publicUrl: new URL('http://localhost:4600') });
  assert.equal((await server.inject('/healthz')).headers['strict-transport-security'], undefined);
});

test('one reply can widen its form-action, and only that reply', async () => {
  const { server } = testServer({ formActions: ['https://always.example'] });
  server.get('/consent', async (_request, reply) => {
    reply.contentSecurityPolicy({ formAction: ['https://app.example/cb'] });
    return {};
  });
  const formAction = async (url: string) =>
    /form-action ([^;]*)/.exec(String((await server.inject(url)).headers['content-security-policy']))?.[1];
  assert.equal(await formAction('/consent'), "'self' https://always.example https://app.example");
  assert.equal(await formAction('/healthz'), "'self' https://always.example");
});

test('an unknown failure tells the caller its request id and nothing else, and the log everything', async () => {
  const { server, log } = testServer();
  const thrown = [
    new Error('select * from users where password'),
    Object.assign(new Error('teapot secret'), { statusCode: 418 }),
    Object.assign(new Error('sql secret'), { code: '23505', statusCode: 409 }),
    'a bare secret',
    null,
    undefined,
  ];
  server.get('/:n', async (request) => {
    throw thrown[Number((request.params as { n: string }).n)];
  });
  for (const n of thrown.keys()) {
    const { statusCode, body, headers } = await server.inject(`/${n}`);
    assert.equal(statusCode, 500);
    const id = headers['x-request-id'];
    assert.deepEqual(JSON.parse(body), {
      errors: [`Something went wrong on our side. Request id: ${id}`],
      request_id: id,
    });
    assert.ok(log.some((line) => line.includes(String(id)) && line.includes('the request failed')));
  }
  assert.ok(log.some((line) => line.includes('select * from users')));
});

test('what a failed route had set does not go out with the failure', async () => {
  const { server } = testServer();
  server.get('/', async (_request, reply) => {
    reply.header('set-cookie', 'a=b').header('location', '/x').header('cache-control', 'public');
    throw new Error('x');
  });
  const { headers } = await server.inject('/');
  assert.equal(headers['set-cookie'], undefined);
  assert.equal(headers.location, undefined);
  assert.equal(headers['cache-control'], 'no-store');
});

test('an answer that cannot be written is a failure like any other', async () => {
  const { server } = testServer();
  server.get('/number', async () => ({ secret: 1n }));
  server.get('/header', async (_request, reply) => reply.header('x-secret', 'a\nb').send({}));
  server.get('/payload', async (_request, reply) => reply.type('text/plain').send({ secret: 1 }));
  server.get('/handler', { errorHandler: () => Promise.reject(new Error('secret')) }, async () =>
    Promise.reject(new Error('secret')),
  );
  for (const url of ['/number', '/header', '/payload', '/handler']) {
    const { statusCode, body } = await server.inject(url);
    assert.equal(statusCode, 500, url);
    assert.match(body, /^\{"errors":\["Something went wrong on our side\. Request id: /, url);
  }
});

test('refusals by the framework are JSON with a fixed text and a 4xx status', async () => {
  const { server } = testServer({ bodyLimit: 100 });
  server.post('/', async () => ({}));
  const post = (type: string, payload: string) =>
    server.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload });
  const cases: readonly [string, string, number][] = [
    ['application/json', '{', 400],
    ['application/json', '', 400],
    ['application/json', '{"__proto__":{"admin":true}}', 400],
    ['application/json', '{"a":{"constructor":{"prototype":{"admin":true}}}}', 400],
    ['application/json', `"${'a'.repeat(100)}"`, 413],
    ['text/html', '<p>', 415],
    ['nonsense', 'x', 415],
  ];
  for (const [type, payload, status] of cases) {
    const response = await post(type, payload);
    assert.equal(response.statusCode, status, payload);
    const { errors } = response.json();
    assert.equal(errors.length, 1);
    assert.doesNotMatch(response.body, /FST_|nonsense|proto/);
  }
});

test('a body of ten thousand levels is no failure of ours', async () => {
  const { server } = testServer();
  server.post('/', async () => ({}));
  const payload = '['.repeat(10_000) + ']'.repeat(10_000);
  const { statusCode } = await server.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/json' },
    payload,
  });
  assert.equal(statusCode, 200);
});

test('a sender that goes away in the middle of a body is no failure of ours', async () => {
  const { server, log } = testServer();
  server.post('/', async () => ({}));
  const running = await serve(server, { host: '127.0.0.1', port: 0 });
  const connection = await rawConnection(running.port);
  connection.send(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  );
  // What came before has been read once a later connection is answered.
  await fetch(`${running.url}/healthz`);
  connection.finish();
  await connection.untilClosed();
  await running.close();
  const lines = log.map((line) => JSON.parse(line));
  assert.ok(lines.some(({ msg }) => msg === 'the sender went away in the middle of a body'));
  assert.ok(lines.every(({ level }) => level === 'info'));
});

test('a failed schema says what is wrong', async () => {
  const { server } = testServer();
  const body = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  server.post('/', { schema: { body } }, async () => ({}));
  const response = await server.inject({ method: 'POST', url: '/', payload: {} });
  assert.equal(response.statusCode, 400);
  assert.deepEqual(response.json(), { errors: ["body must have required property 'name'"] });
});

test('what is not there is JSON and does not repeat the address, unless the caller says otherwise', async () => {
  const { server } = testServer();
  assert.deepEqual((await server.inject('/<script>')).json(), { errors: ['There is nothing here.'] });
  const own = testServer().server;
  own.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ error: 'own' }));
  assert.deepEqual((await own.inject('/x')).json(), { error: 'own' });
});

test('an inbound request id is taken from a trusted proxy only, and only if harmless', async () => {
  const idOf = async (trustedProxies: string[], id: string, remoteAddress = '10.0.0.1') => {
    const { server } = testServer({ trustedProxies });
    const response = await server.inject({ url: '/healthz', remoteAddress, headers: { 'x-request-id': id } });
    return response.headers['x-request-id'];
  };
  assert.equal(await idOf(['10.0.0.0/8'], 'abc-DEF_1'), 'abc-DEF_1');
  assert.notEqual(await idOf([], 'abc'), 'abc');
  assert.notEqual(await idOf(['10.0.0.0/8'], 'abc', '192.0.2.1'), 'abc');
  for (const id of ['a b', 'a"b', 'a'.repeat(65), '', 'a,b'])
    assert.notEqual(await idOf(['10.0.0.0/8'], id), id);
});

test('the client address is the right-most untrusted one; others may claim what they like', async () => {
  const addressFor = async (trustedProxies: string[], forwarded: string, remoteAddress = '10.0.0.1') => {
    const { server } = testServer({ trustedProxies });
    server.get('/', async (request) => ({ ip: request.ip }));
    const headers = { 'x-forwarded-for': forwarded };
    return (await server.inject({ url: '/', remoteAddress, headers })).json().ip;
  };
  assert.equal(await addressFor(['10.0.0.0/8'], '1.1.1.1, 2.2.2.2, 10.0.0.2'), '2.2.2.2');
  assert.equal(await addressFor(['10.0.0.0/8'], '1.1.1.1', '192.0.2.1'), '192.0.2.1');
  assert.equal(await addressFor([], '1.1.1.1'), '10.0.0.1');
});

test('no claim about host, scheme or client certificate reaches a handler', async () => {
  const { server } = testServer({ trustedProxies: ['10.0.0.0/8'] });
  server.get('/', async (request) => ({
    host: request.host,
    protocol: request.protocol,
    headers: request.headers,
  }));
  const headers = {
    host: 'id.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'ftp',
    forwarded: 'host=evil.example',
    'x-forwarded-client-cert': 'evil.example',
  };
  const response = await server.inject({ url: '/', remoteAddress: '10.0.0.1', headers });
  assert.doesNotMatch(response.body, /evil|ftp/);
  assert.equal(response.json().host, 'id.example');
});

test('ready follows the dependencies: the name of the failure is told, its message is not', async () => {
  let ready = async () => {};
  const { server } = testServer({ ready: () => ready() });
  assert.deepEqual((await server.inject('/readyz')).json(), { status: 'ready' });
  ready = async () => Promise.reject(Object.assign(new Error('password wrong'), { name: 'DatabaseDown' }));
  const response = await server.inject('/readyz');
  assert.equal(response.statusCode, 503);
  assert.equal(response.headers['retry-after'], '5');
  assert.deepEqual(response.json(), { status: 'not ready', reason: 'DatabaseDown' });
  assert.equal((await server.inject('/healthz')).statusCode, 200);
});

test('a dependency that never answers means not ready, and is asked once however many probes wait', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const { server } = testServer({
    ready: () => {
      asked += 1;
      return new Promise<void>(() => {});
    },
  });
  await server.ready();
  const probes = [server.inject('/readyz'), server.inject('/readyz')];
  while (asked === 0) await new Promise(setImmediate);
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
  t.mock.timers.tick(2_000);
  for (const probe of probes)
    assert.deepEqual((await probe).json(), { status: 'not ready', reason: 'Timeout' });
  assert.equal(asked, 1);
});

test('the log holds one line per request and no header, query, body, token or cookie of it', async () => {
  const { server, log } = testServer();
  server.post('/echo', async (request) => {
    request.log.info({ headers: request.headers, body: request.body }, `careless ${request.url}`);
    throw new Error(`careless ${JSON.stringify(request.body)} ${request.headers.authorization}`);
  });
  await server.inject({
    method: 'POST',
    url: '/echo?code=ghc_querysecret&state=statesecret',
    headers: { authorization: 'Bearer gha_headersecret', cookie: '__Host-session=cookiesecret' },
    payload: { refresh_token: 'ghr_bodysecret', client_secret: 'ghs_clientsecret' },
  });
  const text = log.join('');
  assert.doesNotMatch(text, /(query|state|header|cookie|body|client)secret/);
  const requests = log.map((line) => JSON.parse(line)).filter((line) => line.msg === 'request');
  assert.equal(requests.length, 1);
  assert.deepEqual(
    { ...requests[0].req, status: requests[0].res.statusCode },
    {
      id: requests[0].request,
      method: 'POST',
      path: '/echo',
      route: '/echo',
      remoteAddress: '127.0.0.1',
      status: 500,
    },
  );
});

test('probes leave no line', async () => {
  const { server, log } = testServer();
  await server.inject('/healthz');
  await server.inject('/readyz');
  assert.deepEqual(log, []);
});
