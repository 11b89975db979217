import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '@gatehouse/database';
import type { Installation, InstallationRequest } from '@gatehouse/wire';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { refuseRows } from '../events/refused-rows.test-support.ts';
import {
  type CompanyStage,
  forPeople,
  type PublishedApp,
  promoted,
  setCompanyStage,
} from './company-stage.test-support.ts';

interface Change {
  readonly event: string;
  readonly by: Visitor;
  readonly method?: string;
  readonly path: string;
  readonly body: unknown;
  /** What the event says of how it was and is. */
  readonly details?: Readonly<Record<string, unknown>>;
}

describe('each change of App Management', () => {
  let stage: CompanyStage;
  let jim: Visitor;
  let tower: number;
  before(async () => {
    stage = await setCompanyStage();
    jim = await stage.visitor('Jim Carter');
    tower = stage.projectId('Harbor Tower');
  });
  after(() => stage[Symbol.asyncDispose]());

  async function since(last: string) {
    return await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['id', 'event', 'company_id', 'actor_kind', 'actor_id', 'subject', 'details'])
        .where('id', '>', last)
        .where('event', 'not like', 'session.%')
        .orderBy('id')
        .execute(),
    );
  }
  const newest = async () => (await since('')).at(-1)?.id ?? '';
  const standing = async () =>
    JSON.stringify([
      (await stage.admin.call('GET', `${stage.base}/installations`)).body,
      (await stage.admin.call('GET', `${stage.base}/installation_requests`)).body,
      (await stage.admin.call('GET', `${stage.base}/app_policy`)).body,
    ]);
  const send = ({ by, method = 'POST', path, body }: Change) =>
    by.call(method, `${stage.base}/${path}`, body);

  /** Refused where its event cannot be written: then nothing has changed. After that it is made, and leaves one. */
  async function leavesOne(app: PublishedApp, change: Change) {
    const { house } = stage.platform;
    const unchanged = await standing();
    await refuseRows(house, 'audit_events', sql`new.event = ${sql.lit(change.event)}`);
    assert.equal((await send(change)).status, 500, change.event);
    await refuseRows(house, 'audit_events', false);
    assert.equal(await standing(), unchanged, `${change.event}: a change without its event`);
    const last = await newest();
    const { status, body } = await send(change);
    assert.ok(status < 300, `${change.event} ${status} ${JSON.stringify(body)}`);
    const written = await since(last);
    assert.deepEqual(
      written.map(({ event }) => event),
      [change.event],
    );
    const [row] = written;
    assert.ok(row);
    assert.deepEqual(
      [row.company_id, row.actor_kind, row.actor_id],
      [stage.companyId, 'person', String(change.by.personId)],
    );
    const details = JSON.parse(row.details) as Record<string, unknown>;
    if (change.event !== 'app_policy.changed')
      assert.ok(row.subject === `app:${app.id}` || details.app_id === app.id, change.event);
    for (const [name, value] of Object.entries(change.details ?? {}))
      assert.deepEqual(details[name], value, `${change.event}: ${name}`);
    return body;
  }

  it('leaves one event, of who did it, where, to which app, and how it is now; and none is made without it', async () => {
    const { admin } = stage;
    const app = await stage.publish('Written down', forPeople);
    const keyed = { version_key: app.version.production_key, permitted_project_ids: [] };
    const { id } = (await leavesOne(app, {
      event: 'app.installed',
      by: admin,
      path: 'installations',
      body: keyed,
      details: { how: 'admin', version: '1.0.0' },
    })) as Installation;
    const step = (event: string, name: string, body: unknown = {}, details = {}) =>
      leavesOne(app, { event, by: admin, path: `installations/${id}/${name}`, body, details });
    const projects = { project_ids: [tower] };
    const permit = { event: 'app.projects_changed', by: admin, method: 'PUT', body: projects };
    await leavesOne(app, { ...permit, path: `installations/${id}/permitted_projects` });
    await step('app.disconnected', 'disconnect');
    await step('app.reconnected', 'reconnect');
    const { version } = await promoted(stage.developer, app.path, '1.1.0', forPeople);
    const update = { version_id: version.id, permitted_project_ids: [] };
    await step('app.updated', 'update', update, { version: '1.1.0' });
    await step('app.uninstalled', 'uninstall');
    await step('app.reinstalled', 'reinstall', { permitted_project_ids: [] }, { version: '1.1.0' });
    const closed = { user_installs: false };
    await leavesOne(app, {
      event: 'app_policy.changed',
      by: admin,
      method: 'PATCH',
      path: 'app_policy',
      body: closed,
      details: closed,
    });
    const other = await stage.publish('Asked for', forPeople);
    // Whom nobody here has met cannot be asked for.
    await stage.allow(other, 'Lucía Ramírez');
    const asked = { app_id: other.id, reason: 'For the roof' };
    const ask: Change = {
      event: 'installation_request.created',
      by: jim,
      path: 'installation_requests',
      body: asked,
    };
    const first = (await leavesOne(other, ask)) as InstallationRequest;
    const answer = (event: string, by: Visitor, request: InstallationRequest, word: string, body: unknown) =>
      leavesOne(other, { event, by, path: `installation_requests/${request.id}/${word}`, body });
    await answer('installation_request.withdrawn', jim, first, 'withdraw', {});
    const second = (await leavesOne(other, ask)) as InstallationRequest;
    await answer('installation_request.denied', admin, second, 'deny', { answer: 'No.' });
  });
});
