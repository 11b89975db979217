import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { appOf } from '../authorization/registered-key.test-support.ts';
import { insertProvider } from '../identity-providers/identity-provider-store.ts';
import { decideRequest, insertRequest } from '../installations/requests/request-store.ts';
import { claimWayOut, replaceWayOuts } from '../only-way-in/way-out-store.ts';
import { writeGuesses } from '../second-factors/guess-store.ts';
import type { OAuthStage } from '../testing/oauth-clients.ts';
import { type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { fanOut } from '../webhooks/fan-out.ts';
import { workOnDocuments } from './steady-documents.test-support.ts';

export type Call = <Body = { readonly id: number }>(
  method: string,
  path: string,
  body?: object,
  more?: Readonly<Record<string, string>>,
) => Promise<Body>;

/** Calls as the console makes them; @throws where one is refused. */
async function callerOf(url: string, browser: FormBrowser, companyId: number): Promise<Call> {
  let csrf = '';
  const call: Call = async (method, path, body, more) => {
    const json = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
    const own = { cookie: browser.cookies(), origin: url, 'x-csrf-token': csrf };
    const headers = { ...own, 'procore-company-id': String(companyId), ...json, ...more };
    const sent = body instanceof FormData ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  csrf = (await call<{ csrf_token: string }>('GET', '/manage/v1/session')).csrf_token;
  return call;
}

/** What companies, developers and people do over and over: each time something is made, and given up again. */
export async function steadyLoad(stage: OAuthStage, receiverUrl: string) {
  const { url, demo, house, clock } = stage.platform;
  const company = demo.companies.find(({ environment }) => environment === 'production') ?? assert.fail();
  const ana = demo.people.find(({ name }) => name === 'Ana Torres') ?? assert.fail();
  const admin = await callerOf(url, await signInByForm(url, ana), company.id);
  const updates = [{ last_name: 'Crew', email_address: 'crew@steady.example' }];
  const { entities } = await admin<{ entities: { id: number }[] }>(
    'PATCH',
    `/rest/v1.3/companies/${company.id}/users/sync`,
    { updates },
  );
  const asked = entities[0]?.id ?? assert.fail();
  const providerId = await house.database.write(async (tx) => {
    // Trackers are mailed whose address is known to be theirs.
    const proven = { email_proven_at: clock.now() };
    await tx.updateTable('people').set(proven).where('id', '=', stage.personId).execute();
    return await insertProvider(tx, company.id, {
      issuer: 'https://accounts.steady.example',
      client_id: 'steady',
      client_secret_sealed: 'sealed',
      created_by: stage.personId,
      created_at: clock.now(),
    });
  });
  const place = `?project_id=${company.projects[0]?.id}`;
  const board = await admin('POST', `/rest/v1.0/folders${place}`, { folder: { name: 'Board' } });
  const [webApp, machineApp] = [await appOf(stage, stage.web), await appOf(stage, stage.machine)];

  return async (browser: FormBrowser, round: number, look: () => Promise<void>): Promise<void> => {
    const call = await callerOf(url, await signInByForm(url, ana), company.id);
    const jim = await callerOf(url, browser, company.id);
    const manage = `/manage/v1/companies/${company.id}`;

    // A hook, and an address of an app's events: both are told of something before they go.
    const hooks = `/rest/v2.0/companies/${company.id}/webhooks/hooks`;
    const { data: hook } = await call<{ data: { id: number } }>('POST', hooks, {
      api_version: 'v2.0',
      destination_url: receiverUrl,
    });
    const trigger = { resource_name: 'Project Files', event_type: 'create' };
    await call('POST', `${hooks}/${hook.id}/triggers`, trigger);
    const addresses = `/manage/v1/apps/${webApp}/event_subscriptions`;
    const address = await jim('POST', addresses, { environment: 'production', url: receiverUrl });
    const listed = await call<{ id: number; app: { id: number } }[]>(
      'GET',
      `${manage}/installations?per_page=100`,
    );
    const installed = listed.find(({ app }) => app.id === webApp) ?? assert.fail('not installed');
    await call('POST', `${manage}/installations/${installed.id}/disconnect`);
    await call('POST', `${manage}/installations/${installed.id}/reconnect`);
    const settings = `/rest/v1.0/companies/${company.id}/app_configurations`;
    const made = await call('POST', settings, {
      app_installation_id: installed.id,
      title: 'Steady',
      instance_configuration: {},
      project_ids: [company.projects[0]?.id],
    });
    const tracked = { trackers: { tracking: true } };
    await jim('PUT', `/rest/v1.0/folders/${board.id}/trackers${place}`, tracked);
    await call('PATCH', `/rest/v1.0/folders/${board.id}${place}`, { folder: { name: `Board ${round}` } });
    const work = { company, reader: jim, personId: stage.personId };
    const giveUp = await workOnDocuments(call, work, round);
    await fanOut(house);
    await look();
    await giveUp();
    await call('DELETE', `${settings}/${made.id}`);
    await jim('DELETE', `${addresses}/${address.id}`);
    await call('DELETE', `${hooks}/${hook.id}`);

    const keys = `/manage/v1/apps/${machineApp}/clients/production/keys`;
    const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const { kid } = await jim<{ kid: string }>('POST', keys, { jwk: { ...jwk } });
    await jim('DELETE', `${keys}/${kid}`);

    await call('POST', `${manage}/people/${asked}/invitation`);
    await call('DELETE', `${manage}/people/${asked}/invitation`);
    const users = [{ user_id: asked, project_id: company.projects[0]?.id }];
    await call('POST', `/rest/v2.0/companies/${company.id}/users/bulk_add`, { users });
    await call('POST', `/rest/v2.0/companies/${company.id}/users/bulk_remove`, { users });

    await house.database.write(async (tx) => {
      const at = { providerId, hashes: [`way out ${round}`], now: clock.now() };
      await replaceWayOuts(tx, company.id, at);
      assert.ok(await claimWayOut(tx, company.id, { ...at, personId: stage.personId }));
      const wish = { app_id: machineApp, person_id: stage.personId, reason: 'Please.', implicit_since: null };
      const asking = await insertRequest(tx, company.id, { ...wish, created_at: clock.now() });
      const no = { decided_at: clock.now(), decided_by: stage.personId, answer: 'Not now.' } as const;
      await decideRequest(tx, company.id, asking, { ...no, status: 'denied' });
      const guess = { person_id: stage.personId, device: `browser ${round}`, failures: 1 };
      await writeGuesses(tx, { ...guess, blocked_until: 0, last_at: clock.now() }, undefined);
    });
    const allowed = await jim<{ id: string; app: { name: string } }[]>('GET', '/manage/v1/connected_apps');
    for (const { id, app } of allowed)
      if (app.name === 'Web') await jim('DELETE', `/manage/v1/connected_apps/${id}`);
  };
}
