import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IdentityProvider, WaitingDomain } from '@gatehouse/wire';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';
import { startOutsideProvider } from './testing/outside-provider.ts';

describe('the providers of a company', () => {
  let stage: CompanySignInStage;
  before(async () => {
    stage = await companySignInStage();
  });
  after(() => stage.close());

  it('sign nobody in before an operator has approved a domain, which nobody else can', async () => {
    const { here, base } = stage;
    const body = {
      issuer: stage.there.issuer,
      client_id: 'x',
      client_secret: 'x',
      domains: ['waits.example'],
    };
    const made = await stage.manage<IdentityProvider>('Ana Torres', 'POST', base, body);
    assert.deepEqual(
      made.body.domains.map((each) => [each.domain, each.state]),
      [['waits.example', 'waiting']],
    );
    const path = '/manage/v1/operator/identity_domains';
    const waiting = await stage.manage<WaitingDomain[]>('Olivia Reed', 'GET', path);
    const line = waiting.body.find((each) => each.domain === 'waits.example') ?? assert.fail();
    const approve = `${path}/${line.id}/approve`;
    assert.equal((await stage.manage('Ana Torres', 'POST', approve, {})).status, 403);
    assert.equal((await stage.begin(openFormBrowser(here.url), 'any@waits.example')).status, 422);
    assert.equal((await stage.manage('Olivia Reed', 'POST', approve, {})).status, 204);
    assert.equal((await stage.begin(openFormBrowser(here.url), 'any@waits.example')).status, 200);
    await stage.manage('Ana Torres', 'DELETE', `${base}/${made.body.id}`);
  });

  it('have issuers and mail domains, and keep their secret to themselves', async () => {
    const { base, there } = stage;
    const good = {
      issuer: there.issuer,
      client_id: 'x',
      client_secret: 'kept-to-itself',
      domains: ['a.example'],
    };
    for (const bad of [
      { issuer: 'ftp://a.example' },
      { issuer: 'https://me@a.example' },
      { issuer: 'https://a.example/?b' },
      { issuer: 'http://10.0.0.1' },
      { domains: ['example'] },
      { domains: ['a.example/b'] },
    ]) {
      const { status } = await stage.manage('Ana Torres', 'POST', base, { ...good, ...bad });
      assert.equal(status, 422, JSON.stringify(bad));
    }
    assert.equal((await stage.manage('Jim Carter', 'POST', base, good)).status, 403);
    const { status, body } = await stage.manage<IdentityProvider>('Ana Torres', 'POST', base, good);
    assert.equal(status, 201);
    const changed = await stage.manage('Ana Torres', 'PATCH', `${base}/${body.id}`, {
      client_secret: 'also-kept-to-itself',
    });
    assert.equal(changed.status, 200);
    const rows = await stage.here.house.database.read((tx) =>
      tx.selectFrom('identity_providers').selectAll().execute(),
    );
    const audit = await stage.here.house.database.read((tx) =>
      tx.selectFrom('audit_events').selectAll().execute(),
    );
    assert.ok(!JSON.stringify([body, changed.body, rows, audit]).includes('kept-to-itself'));
    await stage.manage('Ana Torres', 'DELETE', `${base}/${body.id}`);
  });

  it('change their client, their secret and their choices, and whoever is connected stays so', async () => {
    const { base, there } = stage;
    const { id, redirect_uri } = await stage.register({ admits: true });
    assert.equal((await stage.signIn(outsider('stays'))).status, 303);
    const next = await there.register(redirect_uri);
    const { client_id, client_secret } = next;
    const path = `${base}/${id}`;
    const changes = { client_id, client_secret, admits: false };
    const changed = await stage.manage<IdentityProvider>('Ana Torres', 'PATCH', path, changes);
    assert.deepEqual([changed.status, changed.body.client_id, changed.body.admits], [200, client_id, false]);
    const { browser } = await stage.signIn(outsider('stays'));
    assert.equal(await stage.whoIs(browser), `stays@${domain}`);
    assert.equal((await stage.signIn(outsider('too-late'))).status, 403);
    assert.equal((await stage.manage('Jim Carter', 'PATCH', path, { admits: true })).status, 404);
    assert.equal((await stage.manage('Ana Torres', 'PATCH', `${base}/100000`, { admits: true })).status, 404);
  });

  it('move to another issuer with everybody they know, or with nobody, as the company says', async () => {
    const { base } = stage;
    const { id, redirect_uri } = await stage.register({ admits: true });
    assert.equal((await stage.signIn(outsider('mover'))).status, 303);
    const elsewhere = await startOutsideProvider();
    try {
      const { client_id, client_secret } = await elsewhere.register(redirect_uri);
      const move = { issuer: elsewhere.issuer, client_id, client_secret };
      const path = `${base}/${id}`;
      const unsaid = await stage.manage<{ errors: object }>('Ana Torres', 'PATCH', path, move);
      assert.deepEqual([unsaid.status, Object.keys(unsaid.body.errors)], [422, ['keeps_people']]);
      const noSecret = { issuer: elsewhere.issuer, keeps_people: true };
      assert.equal((await stage.manage('Ana Torres', 'PATCH', path, noSecret)).status, 422);
      const kept = await stage.manage('Ana Torres', 'PATCH', path, { ...move, keeps_people: true });
      assert.equal(kept.status, 200);
      const moved = outsider('mover', { email: 'mover@elsewhere.example' });
      assert.equal(await signedInAt(moved), `mover@${domain}`);
      const back = { ...move, issuer: `${elsewhere.issuer}/`, keeps_people: false };
      assert.equal((await stage.manage('Ana Torres', 'PATCH', path, back)).status, 200);
      await stage.manage('Ana Torres', 'PATCH', path, { ...move, keeps_people: true });
      assert.equal(await signedInAt(moved), undefined);

      async function signedInAt(person: typeof moved): Promise<string | undefined> {
        const browser = openFormBrowser(stage.here.url);
        const { location } = await stage.begin(browser, `any@${domain}`);
        await stage.comeBack(browser, await elsewhere.signIn(person, location));
        return await stage.whoIs(browser);
      }
    } finally {
      await elsewhere.close();
    }
  });
});
