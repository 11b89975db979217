import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { compose, routesOf } from './compose.ts';
import { type Route, toolOf } from './route.ts';
import { type OAuthStage, setOAuthStage } from './testing/oauth-clients.ts';

describe('the route table', () => {
  let stage: OAuthStage;
  let routes: readonly Route[];
  before(async () => {
    stage = await setOAuthStage();
    routes = routesOf(stage.platform.house);
  });
  after(() => stage[Symbol.asyncDispose]());

  it('is all that the server serves, and the server serves all of it', async () => {
    const { server, stop } = await compose(stage.platform.house, new URL(stage.platform.url));
    await server.ready();
    const served = servedBy(server.printRoutes({ commonPrefix: false }));
    await server.close();
    await stop();
    const declared = new Set(routes.map(({ method, path }) => nameless(`${method} ${path}`)));
    const frame = new Set(['GET /healthz', 'GET /readyz']);
    assert.deepEqual([...served].filter((line) => !declared.has(line) && !frame.has(line)).sort(), []);
    assert.deepEqual([...declared].filter((line) => !served.has(line)).sort(), []);
    assert.equal(declared.size, routes.length, 'no line stands twice');
  });

  it('names a right on every line, and why where the right is none', () => {
    for (const { method, path, right } of routes) {
      if (right.kind === 'public') assert.match(right.because, /\w{4,}/, `${method} ${path}`);
      const kinds = ['public', 'client', 'session', 'bearer', 'tool', 'action'];
      assert.ok(kinds.includes(right.kind), `${method} ${path}`);
    }
  });

  it('names an audit event on every line that changes state', () => {
    const onlyAsks = [
      // OpenID Connect Core section 5.3.1 lets a POST ask as well.
      '/oauth/userinfo',
      // It connects to a provider, which a GET of a browser that prefetches must not bring about.
      '/manage/v1/companies/:company_id/identity_providers/:id/test',
    ];
    for (const { method, path, audit } of routes)
      if (method !== 'GET' && method !== 'OPTIONS' && !onlyAsks.includes(path))
        assert.ok(audit.length > 0, `${method} ${path} changes state and names no audit event`);
  });

  it('asks for more than a token wherever a tool is behind the path', () => {
    for (const { path, right, method } of routes)
      if (/folders|files|file_versions/.test(path)) assert.ok(toolOf(right), `${method} ${path}`);
  });

  it('has declared every audit event that its routes really write', async () => {
    const { accessToken, refreshToken } = await stage.pair();
    await stage.refresh(stage.web, refreshToken);
    await stage.redeem(stage.other, 'ghc_nonsense');
    await stage.redeem({ clientId: stage.web.clientId, clientSecret: 'wrong' }, 'ghc_nonsense');
    await stage.revoke(stage.web, accessToken);
    const { house } = stage.platform;
    const events = await house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['event', 'request_id'])
        .where('actor_kind', '!=', 'system')
        .execute(),
    );
    const routeOfRequest = requestsIn(stage.platform.logs());
    let checked = 0;
    for (const { event, request_id } of events) {
      const line = routeOfRequest.get(request_id);
      assert.ok(line, `the log knows the request of ${event}`);
      const route = routes.find(({ method, path }) => `${method} ${path}` === line);
      assert.ok(
        route?.audit.some((declared) => declared === event),
        `${line} wrote ${event}`,
      );
      checked += 1;
    }
    assert.ok(checked >= 5, `only ${checked} events were written`);
  });
});

/** Method and path of every route in Fastify's own drawing of its tree. */
function servedBy(drawing: string): Set<string> {
  const lines = new Set<string>();
  const parents: string[] = [];
  for (const drawn of drawing.split('\n')) {
    const [, indent = '', path = '', methods = ''] =
      /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(drawn) ?? [];
    if (drawn === '' || path === '') continue;
    const depth = indent.length / 4;
    parents.splice(depth, parents.length, path);
    for (const method of methods.split(', '))
      if (method !== '' && method !== 'HEAD') lines.add(nameless(`${method} ${parents.join('')}`));
  }
  return lines;
}

/** The same path may call its parameters differently in two routes; the tree draws them as one. */
function nameless(line: string): string {
  return line.replaceAll(/:\w+(?:\|:\w+)*/g, ':').replace('/*', '*');
}

function requestsIn(logs: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of logs.split('\n')) {
    if (line === '') continue;
    const { req } = JSON.parse(line);
    if (req?.id !== undefined) found.set(req.id, `${req.method} ${req.route}`);
  }
  return found;
}
