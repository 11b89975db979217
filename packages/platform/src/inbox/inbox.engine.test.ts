import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { NOTICE_DATA, Notice, parse } from '@gatehouse/wire';
import {
  type PortalStage,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { notify } from '../notices/notify.ts';
import { sweepNotices } from './notice-store.ts';

let stage: PortalStage;
let reader: Visitor;
let other: Visitor;
before(async () => {
  stage = await setPortalStage({ sessionTtl: 365 * 86_400_000 });
  [reader, other] = [await stage.newcomer('Reader'), await stage.newcomer('Other')];
});
after(() => stage[Symbol.asyncDispose]());

const data = {
  company_id: 1,
  company_name: 'Ridgeline',
  app_id: 2,
  app_name: 'Safety Walk',
  request_id: 3,
  answer: 'Fine by me',
};

async function tell(...personIds: number[]): Promise<void> {
  const { house } = stage.platform;
  await house.database.write((tx) => notify(house, tx, personIds, 'installation_request.approved', data));
}

async function told(visitor: Visitor, query = '') {
  const { status, body, headers } = await visitor.call<Notice[]>('GET', `/manage/v1/notices${query}`);
  assert.equal(status, 200);
  for (const each of body) {
    assert.ok(parse(Notice, each).ok);
    assert.ok(parse(NOTICE_DATA[each.kind as keyof typeof NOTICE_DATA], each.data).ok);
  }
  return { notices: body, total: headers.get('total') };
}

it('everybody who is named is told once, in data that any language can say', async () => {
  await tell(reader.personId, other.personId, reader.personId);
  const { notices, total } = await told(reader);
  assert.equal(total, '1');
  assert.deepEqual(
    [notices[0]?.kind, notices[0]?.data, notices[0]?.read_at],
    ['installation_request.approved', data, null],
  );
  assert.equal((await told(other)).total, '1');
});

it('what was read counts no longer as unread, and was read when it was read first', async () => {
  await tell(reader.personId);
  const { notices } = await told(reader, '?unread=true');
  const path = `/manage/v1/notices/${notices[0]?.id}/read`;
  const first = await reader.call<Notice>('POST', path);
  assert.equal(first.status, 200);
  assert.notEqual(first.body.read_at, null);
  stage.platform.clock.advance(60_000);
  assert.deepEqual((await reader.call<Notice>('POST', path)).body, first.body);
  assert.equal((await told(reader, '?unread=true&per_page=1')).total, String(notices.length - 1));
  const audited = await stage.platform.house.database.read((tx) =>
    tx.selectFrom('audit_events').select('id').where('subject', '=', `notice:${notices[0]?.id}`).execute(),
  );
  assert.equal(audited.length, 1);
});

it('what was told to somebody else is not there', async () => {
  await tell(reader.personId);
  const { notices } = await told(reader);
  const path = `/manage/v1/notices/${notices[0]?.id}/read`;
  assert.equal((await other.call('POST', path)).status, 404);
  assert.ok(!(await told(other)).notices.some(({ id }) => id === notices[0]?.id));
  assert.equal((await other.call('POST', '/manage/v1/notices/nonsense/read')).status, 404);
  assert.equal((await reader.call('POST', path, undefined, { 'x-csrf-token': 'wrong' })).status, 403);
  assert.equal((await told(reader)).notices[0]?.read_at, null);
});

it('a unit that fails leaves no word of what did not happen', async () => {
  const { house } = stage.platform;
  const { total } = await told(reader);
  const unit = house.database.write(async (tx) => {
    await notify(house, tx, [reader.personId], 'installation_request.approved', data);
    throw new Error('no');
  });
  await assert.rejects(unit, /no/);
  assert.equal((await told(reader)).total, total);
});

it('half a year later they are gone', async () => {
  const { house, clock } = stage.platform;
  assert.equal(await sweepNotices(house), 0);
  clock.advance(181 * 86_400_000);
  assert.ok((await sweepNotices(house)) > 0);
  assert.equal((await told(reader)).total, '0');
});
