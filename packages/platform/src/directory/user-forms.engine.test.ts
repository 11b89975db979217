import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';

interface User {
  readonly id: number;
  readonly [field: string]: unknown;
}

describe('a user', () => {
  let stage: CompanyStage;
  let users: string;
  before(async () => {
    stage = await setCompanyStage();
    users = `/rest/v1.0/companies/${stage.companyId}/users`;
  });
  after(() => stage[Symbol.asyncDispose]());

  it('is taken in by a form too, with a portrait, which is left out', async () => {
    const send = async (method: string, path: string, fields: Record<string, string | Blob>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const headers = { ...stage.admin.headers(), 'procore-company-id': String(stage.companyId) };
      const response = await fetch(new URL(path, stage.platform.url), { method, headers, body: form });
      return { status: response.status, body: (await response.json()) as User };
    };
    const portrait = new Blob([new Uint8Array(100_000)], { type: 'image/png' });
    const made = await send('POST', users, {
      'user[avatar]': portrait,
      'user[last_name]': 'Pictured',
      'user[email_address]': 'pictured@form.example',
      'user[is_employee]': 'True',
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual(
      [made.body.last_name, made.body.is_employee, made.body.avatar],
      ['Pictured', true, null],
    );
    const one = `${users}/${made.body.id}`;
    const changed = await send('PATCH', one, { 'user[job_title]': 'Mason', 'user[avatar]': portrait });
    assert.deepEqual([changed.status, changed.body.job_title], [200, 'Mason']);
    const alone = await send('PATCH', one, { 'user[avatar]': portrait });
    assert.deepEqual([alone.status, alone.body.job_title], [200, 'Mason'], JSON.stringify(alone.body));
    const there = `/rest/v1.0/projects/${stage.projectId('Harbor Tower')}/users`;
    const joined = await send('POST', there, {
      'user[last_name]': 'Joined',
      'user[email_address]': 'joined@form.example',
      'user[avatar]': portrait,
    });
    assert.equal(joined.status, 201, JSON.stringify(joined.body));
    const large = new Blob([new Uint8Array(20 * 2 ** 20 + 1)]);
    assert.equal((await send('PATCH', one, { 'user[avatar]': large })).status, 413);
    assert.equal((await send('PATCH', one, { 'user[signature]': portrait })).status, 400);
  });
});
