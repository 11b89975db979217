import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routesOf } from '../compose.ts';
import {
  type PortalStage,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import type { Route } from '../route.ts';
import { exempt, isDangerous } from './dangerous-events.test-support.ts';

describe('what is dangerous', () => {
  let stage: PortalStage;
  let visitor: Visitor;
  let routes: readonly Route[];
  before(async () => {
    stage = await setPortalStage();
    visitor = await stage.newcomer('Left open');
    routes = routesOf(stage.platform.house);
    stage.platform.clock.advance(10 * 60_000);
  });
  after(() => stage[Symbol.asyncDispose]());

  const isExempt = ({ path }: Route) => exempt.some(([paths]) => paths.test(path));
  const ofPeople = ({ audience }: Route) =>
    audience === 'manage' || audience === 'rest' || audience === 'browser';
  const endangering = () =>
    routes.filter((route) => ofPeople(route) && route.audit.some((event) => isDangerous[event]));

  it('no exemption is left over', () => {
    for (const [paths] of exempt)
      assert.ok(
        endangering().some(({ path }) => paths.test(path)),
        String(paths),
      );
  });

  it('is done by nobody whose session was left open', async () => {
    const asking = endangering().filter((route) => !isExempt(route));
    assert.ok(asking.length > 20);
    for (const { audience, method, path } of asking) {
      const what = `${method} ${path}`;
      const filled = path.replace(/:environment/g, 'sandbox').replace(/:[a-z_]+/g, '1');
      const { status, headers } = await send(audience, method, filled);
      if (audience === 'browser') {
        assert.deepEqual([status, headers.get('location')?.split('?')[0]], [303, '/prove-it-is-you'], what);
        continue;
      }
      assert.equal(status, 401, what);
      assert.match(headers.get('www-authenticate') ?? '', /error="insufficient_user_authentication"/, what);
    }
  });

  async function send(audience: string, method: string, path: string): Promise<Response> {
    const own = visitor.headers();
    const body =
      audience === 'browser' ? new URLSearchParams({ csrf: own['x-csrf-token'] ?? '' }) : JSON.stringify({});
    const type = audience === 'browser' ? 'application/x-www-form-urlencoded' : 'application/json';
    const response = await fetch(new URL(path, stage.platform.url), {
      method,
      redirect: 'manual',
      headers: { ...own, 'content-type': type },
      body,
    });
    await response.text();
    return response;
  }
});
