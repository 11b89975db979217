import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type PortalStage, registered, saved, setPortalStage } from './portal-stage.test-support.ts';

let stage: PortalStage;
before(async () => {
  stage = await setPortalStage({ promotion: 'verified_publishers' });
});
after(() => stage[Symbol.asyncDispose]());

test('where only verified publishers promote, an operator’s word opens the way', async () => {
  const owner = await stage.newcomer('Owner');
  const olivia = await stage.visitor('Olivia Reed');
  const { app, path } = await registered(owner);
  const version = await saved(owner, path, '1.0.0');
  const promote = () => owner.call('POST', `${path}/versions/${version.id}/promote`, { release_notes: 'x' });
  const refused = await promote();
  assert.equal(refused.status, 403);
  assert.match(String(refused.body.errors), /verification/);

  const asked = await owner.call('POST', `${path}/verification`);
  assert.deepEqual([asked.status, asked.body.state], [200, 'requested']);
  const again = await owner.call('POST', `${path}/verification`);
  assert.deepEqual(
    [again.status, again.body.state, again.body.allowed],
    [409, 'requested', ['verify', 'decline']],
  );
  const waiting = await olivia.call<{ app: { id: number }; developer: { email: string } }[]>(
    'GET',
    '/manage/v1/operator/verifications',
  );
  assert.deepEqual(
    waiting.body.map((each) => [each.app.id, each.developer.email]),
    [[app.id, owner.email]],
  );
  assert.equal(waiting.headers.get('total'), '1');

  const decide = (verified: boolean) =>
    olivia.call('POST', `/manage/v1/operator/apps/${app.id}/verification`, { verified });
  assert.equal((await decide(true)).body.state, 'verified');
  assert.deepEqual([(await decide(true)).status, (await promote()).status], [409, 200]);
  assert.deepEqual((await olivia.call('GET', '/manage/v1/operator/verifications')).body, []);

  assert.equal((await decide(false)).body.state, 'unverified');
  const next = await saved(owner, path, '1.1.0');
  const later = await owner.call('POST', `${path}/versions/${next.id}/promote`, { release_notes: 'x' });
  assert.equal(later.status, 403, 'the badge was taken back');

  const notices = await stage.noticesOf(owner);
  assert.deepEqual(
    notices.map(({ kind, data }) => [kind, data.verified]),
    [
      ['verification.decided', false],
      ['verification.decided', true],
    ],
  );
});
