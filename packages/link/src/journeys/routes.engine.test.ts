import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openFormBrowser } from '@gatehouse/platform/testing';
import { routesOf } from '../compose.ts';
import type { Route } from '../route.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';

const someId = '01h00000000000000000000000';

describe('the route table', () => {
  let stage: LinkStage;
  let routes: readonly Route[];
  before(async () => {
    stage = await setLinkStage();
    routes = routesOf(stage.node.house);
  });
  after(() => stage[Symbol.asyncDispose]());

  const filled = ({ path }: Route) => path.replace(':id', someId);

  it('lets nobody in whom a route does not name: no credential, one without its key, a proof for another call', async () => {
    const jim = await stage.person('jim');
    const machine = await stage.install(jim);
    const stolen = await stage.install(jim);
    for (const route of routes.filter(({ right }) => right === 'install')) {
      const url = `${stage.origin}${filled(route)}`;
      const ask = async (headers: Record<string, string>) =>
        (await fetch(url, { method: route.method, headers })).status;
      const { authorization = '' } = await machine.headers(route.method, url);
      assert.equal(await ask({}), 401, route.path);
      assert.equal(await ask({ authorization }), 401, route.path);
      assert.equal(await ask({ authorization: authorization.replace('DPoP', 'Bearer') }), 401, route.path);
      const other = await stolen.proof(route.method, url, authorization.slice('DPoP '.length));
      assert.equal(await ask({ authorization, dpop: other }), 401, route.path);
      const elsewhere = await machine.proof(route.method, `${url}x`, authorization.slice('DPoP '.length));
      assert.equal(await ask({ authorization, dpop: elsewhere }), 401, route.path);
    }
    assert.equal((await machine.call(stage.origin, 'GET', '/v1/installs/me')).status, 200);
  });

  it('a proof works once', async () => {
    const machine = await stage.install(await stage.person('jim'));
    const url = `${stage.origin}/v1/installs/me`;
    const headers = await machine.headers('GET', url);
    assert.equal((await fetch(url, { headers })).status, 200);
    assert.equal((await fetch(url, { headers })).status, 401);
  });

  it('also where it hands out a token, however many come with it at once', async () => {
    const jim = await stage.person('jim');
    const machine = await stage.install(jim);
    const id = await stage.link(jim);
    const path = `/v1/links/${id}/token`;
    const given = () =>
      stage.node.house.database.read((tx) =>
        tx.selectFrom('journal').select('id').where('event', '=', 'token_given').execute(),
      );
    for (const body of ['{}', '{"min_ttl":3600,"bad_generation":1}', '{"min_ttl":"soon"}']) {
      const before = (await given()).length;
      const headers = {
        ...(await machine.headers('POST', `${stage.origin}${path}`)),
        'content-type': 'application/json',
      };
      const statuses = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const response = await fetch(`${stage.origin}${path}`, { method: 'POST', headers, body });
          await response.text();
          return response.status;
        }),
      );
      assert.equal(statuses.filter((status) => status !== 401).length, 1, body);
      assert.equal((await given()).length - before, statuses.includes(200) ? 1 : 0, body);
    }
  });

  it('pages change nothing for strangers, for foreign sites or without the form token', async () => {
    const jim = await stage.person('jim');
    for (const route of routes.filter(({ right, method }) => right === 'session' && method === 'POST')) {
      const stranger = openFormBrowser(stage.origin);
      const shown = await (await stranger.post(filled(route), {})).text();
      assert.match(shown, /One sign-in for all your machines/, route.path);
      assert.equal((await jim.link.post(filled(route), { csrf: 'made.up' })).status, 403, route.path);
      const foreign = await fetch(`${stage.origin}${filled(route)}`, {
        method: 'POST',
        headers: {
          cookie: jim.link.cookies(),
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
        body: new URLSearchParams({ csrf: 'made.up' }),
      });
      assert.equal(foreign.status, 403, route.path);
    }
  });

  it('takes no body in which a file could travel', async () => {
    const machine = await stage.install(await stage.person('jim'));
    for (const { path } of routes.filter(({ method }) => method === 'POST')) {
      const target = path.replace(':id', someId);
      const body = { padding: 'x'.repeat(65_536) };
      const response = await fetch(`${stage.origin}${target}`, {
        method: 'POST',
        headers: {
          ...(await machine.headers('POST', stage.origin + target)),
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });
      assert.ok([413, 415].includes(response.status), `${path}: ${response.status}`);
      await response.text();
    }
  });
});
