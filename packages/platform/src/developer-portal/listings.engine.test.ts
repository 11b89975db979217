import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Listing, type ListingReview, parse } from '@gatehouse/wire';
import {
  type PortalStage,
  registered,
  saved,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

let stage: PortalStage;
let owner: Visitor;
let olivia: Visitor;
before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
  olivia = await stage.visitor('Olivia Reed');
});
after(() => stage[Symbol.asyncDispose]());

const text = { tagline: 'Safer sites', about: 'Walk the site.', support_email: 'help@brightside.example' };

test('a listing goes to review, comes back with a note, and is approved as it was reviewed', async () => {
  const { app, path } = await registered(owner);
  const take = (step: string) => owner.call('POST', `${path}/listing/${step}`);
  const write = (body: unknown) => owner.call('PUT', `${path}/listing`, body);
  const review = (decision: string, note?: string) =>
    olivia.call('POST', `/manage/v1/operator/apps/${app.id}/review`, { decision, note });

  const empty = await owner.call('GET', `${path}/listing`);
  assert.ok(parse(Listing, empty.body).ok);
  assert.deepEqual((await take('submit')).body.errors, {
    tagline: ['is missing: send 1 to 100 characters'],
    about: ['is missing: say what the app does'],
  });
  assert.equal((await write(text)).status, 200);
  assert.match(JSON.stringify((await take('submit')).body.errors), /promote one first/);
  const version = await saved(owner, path, '1.0.0');
  await owner.call('POST', `${path}/versions/${version.id}/promote`, { release_notes: 'First.' });

  assert.deepEqual([(await review('approve')).status, (await take('submit')).status], [409, 200]);
  const edited = await write({ ...text, tagline: 'Something else' });
  assert.deepEqual([edited.status, edited.body.state], [409, 'in_review']);
  const reviews = await olivia.call<ListingReview[]>('GET', '/manage/v1/operator/reviews');
  assert.deepEqual(
    reviews.body.map((each) => [each.app.id, each.listing.tagline]),
    [[app.id, 'Safer sites']],
  );

  assert.deepEqual((await review('reject')).body.errors, { note: ['is missing: say what must change'] });
  assert.equal((await review('reject', 'Say who it is for.')).body.status, 'rejected');
  const [told] = await stage.noticesOf(owner);
  assert.deepEqual(told?.data, {
    app_id: app.id,
    app_name: app.name,
    decision: 'rejected',
    note: 'Say who it is for.',
  });
  assert.equal((await write(text)).body.status, 'draft');
  assert.equal((await take('submit')).body.review_note, null);
  assert.equal((await review('approve')).body.status, 'approved');
  assert.deepEqual((await take('submit')).body.allowed, ['withdraw', 'reject']);
  assert.equal((await take('withdraw')).body.status, 'withdrawn');
});

test('links that strangers will see lead to https, and addresses are addresses', async () => {
  const { path } = await registered(owner);
  for (const website of [
    'javascript:alert(1)',
    'http://plain.example',
    'www.example.com',
    'data:text/html,x',
  ]) {
    const { status, body } = await owner.call('PUT', `${path}/listing`, { ...text, website });
    assert.deepEqual([status, Object.keys(body.errors as object)], [422, ['website']], website);
  }
  const wrong = await owner.call('PUT', `${path}/listing`, { ...text, support_email: 'help at example' });
  assert.deepEqual(Object.keys(wrong.body.errors as object), ['support_email']);
});

test('promoting tells the admins of every company that has the app, and nobody else', async () => {
  const { house } = stage.platform;
  const { app, path } = await registered(owner);
  const ana = await stage.visitor('Ana Torres');
  const jim = await stage.visitor('Jim Carter');
  const company = stage.platform.demo.companies.find(({ name }) => name === 'Ridgeline Construction');
  await house.database.write((tx) =>
    tx
      .insertInto('installations')
      .values({
        company_id: company?.id ?? 0,
        app_id: app.id,
        installed_by: ana.personId,
        installed_at: house.clock.now(),
        origin: 'admin',
        disconnected_at: null,
        uninstalled_at: null,
      })
      .execute(),
  );
  const version = await saved(owner, path, '1.0.0');
  await owner.call('POST', `${path}/versions/${version.id}/promote`, { release_notes: 'First.' });
  const notices = async (of: Visitor) =>
    (await stage.noticesOf(of)).filter(
      ({ kind, data }) => kind === 'app.update_available' && data.app_id === app.id,
    );
  assert.deepEqual(
    (await notices(ana)).map(({ data }) => [data.semver, data.company_id]),
    [['1.0.0', company?.id]],
  );
  assert.deepEqual([await notices(jim), await notices(owner)], [[], []]);
});
