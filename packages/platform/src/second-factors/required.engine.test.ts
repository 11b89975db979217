import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addAuthenticator,
  isSignedIn,
  toNextStep,
  typeCode,
  typePassword,
} from '../testing/authenticator.ts';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import { startPlatform } from '../testing/start-platform.ts';

async function stageWith(secondFactor: 'operators' | 'admins' | 'everybody') {
  const platform = await startPlatform({ secondFactor });
  const entered = async (role: string) => {
    const person = platform.demo.people.find(({ roles }) => roles.includes(role));
    assert.ok(person, role);
    const { browser } = await typePassword(platform, person);
    return { person, browser };
  };
  return { platform, entered, [Symbol.asyncDispose]: () => platform.close() };
}

test('whoever has to show a second factor reaches nothing before they have set one up, and everything after', async () => {
  await using stage = await stageWith('operators');
  const { platform } = stage;
  const { person, browser } = await stage.entered('operator');
  assert.equal(await isSignedIn(browser), false);
  for (const path of ['/console/', '/password', '/email', '/device']) {
    const away = (await browser.get(path)).headers.get('location') ?? '';
    assert.match(away, /^\/sign-in\?return_to=/, path);
    assert.equal((await browser.get(away)).headers.get('location'), '/second-factor?done=needed', path);
  }
  assert.match(
    await (await browser.get('/second-factor?done=needed')).text(),
    /asks you for a second factor/,
  );
  toNextStep(platform);
  const app = await addAuthenticator(platform, browser);
  assert.equal(await isSignedIn(browser), true);
  assert.equal((await browser.get('/password')).status, 200);

  platform.clock.advance(60_000);
  const again = openFormBrowser(platform.url);
  assert.equal((await typePassword(platform, person, again)).location, '/sign-in/second-step');
  assert.equal((await typeCode(again, app.code())).location, '/');
  assert.equal(await isSignedIn(again), true);
});

test('each policy asks whom it names, and an admin from the moment they are one', async () => {
  for (const [policy, asked] of [
    ['operators', { operator: true, admin: false, developer: false }],
    ['admins', { operator: true, admin: true, developer: false }],
    ['everybody', { operator: true, admin: true, developer: true }],
  ] as const) {
    await using stage = await stageWith(policy);
    const { demo, house } = stage.platform;
    const named = async (name: string) => {
      const person = demo.people.find((each) => each.name === name) ?? assert.fail(name);
      return (await typePassword(stage.platform, person)).browser;
    };
    const operator = (await stage.entered('operator')).browser;
    assert.equal(await isSignedIn(operator), !asked.operator, policy);
    const developer = await named('Devon Park');
    assert.equal(await isSignedIn(developer), !asked.developer, policy);
    const jim = await named('Jim Carter');
    assert.equal(await isSignedIn(jim), policy !== 'everybody', policy);
    const { email } = demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
    await house.database.write(async (tx) => {
      const { id } = await tx
        .selectFrom('people')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow();
      const member = await tx
        .selectFrom('company_members')
        .select('company_id')
        .where('person_id', '=', id)
        .executeTakeFirstOrThrow();
      await tx
        .deleteFrom('company_levels')
        .where('company_id', '=', member.company_id)
        .where('person_id', '=', id)
        .where('tool', '=', 'admin')
        .execute();
      await tx
        .insertInto('company_levels')
        .values({ company_id: member.company_id, person_id: id, tool: 'admin', level: 4 })
        .execute();
    });
    assert.equal(await isSignedIn(jim), !asked.admin, `${policy}: an admin now`);
  }
});
