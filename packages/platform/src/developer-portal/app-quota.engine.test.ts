import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type PortalStage, registered, setPortalStage, type Visitor } from './portal-stage.test-support.ts';

let stage: PortalStage;
before(async () => {
  stage = await setPortalStage({ appsPerDeveloper: 3 });
});
after(() => stage[Symbol.asyncDispose]());

const another = (developer: Visitor, name = 'One More') =>
  developer.call('POST', '/manage/v1/apps', { name, publisher: 'Brightside' });

test('of many apps made at once, as many are made as there is room for, with a company each', async () => {
  const developer = await stage.newcomer('Hasty');
  const companies = () =>
    stage.platform.house.database.read(async (tx) =>
      Number(
        (
          await tx
            .selectFrom('companies')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow()
        ).count,
      ),
    );
  const before = await companies();
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, place) => another(developer, `App ${place}`)),
  );
  assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 201, 201, 403, 403, 403, 403, 403]);
  assert.equal(await companies(), before + 3);
  const { body } = await developer.call<unknown[]>('GET', '/manage/v1/apps');
  assert.equal(body.length, 3);
});

test('the refusal says how many and whom to ask', async () => {
  const developer = await stage.newcomer('Full');
  for (const name of ['One', 'Two', 'Three']) await registered(developer, name);
  const { status, body } = await another(developer);
  assert.equal(status, 403);
  assert.deepEqual(body, {
    errors: [
      'You made or own 3 apps, as many as one developer may here. Ask whoever runs this deployment for more.',
    ],
  });
});

test('apps that somebody only helps with leave room for their own', async () => {
  const owner = await stage.newcomer('Owner');
  const helper = await stage.newcomer('Helper');
  for (const name of ['One', 'Two', 'Three']) {
    const { path } = await registered(owner, name);
    const { status } = await owner.call('POST', `${path}/collaborators`, {
      email: helper.email,
      role: 'developer',
    });
    assert.equal(status, 201);
  }
  assert.equal((await another(helper)).status, 201);
});

test('nobody makes room by giving their apps away, and nobody is given more than they may have', async () => {
  const giver = await stage.newcomer('Giver');
  const taker = await stage.newcomer('Taker');
  for (const name of ['One', 'Two']) await registered(taker, name);
  const given: number[] = [];
  for (const name of ['One', 'Two', 'Three']) {
    const path = `${(await registered(giver, name)).path}/collaborators`;
    const give = (role: string) => giver.call('POST', path, { email: taker.email, role });
    assert.equal((await give('owner')).status, 422, 'not before they said that they build it');
    assert.equal((await give('admin')).status, 201);
    await stage.joins(taker);
    given.push((await give('owner')).status);
    if (given.at(-1) === 200) await giver.call('DELETE', `${path}/${giver.personId}`);
  }
  assert.deepEqual(given, [200, 422, 422]);
  assert.equal((await another(giver)).status, 403);
});
