import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sealReturnTo } from '../pages/return-path.ts';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import { type CompanySignInStage, companySignInStage, outsider } from './testing/company-sign-in-stage.ts';

describe('the first sign-in of somebody new', () => {
  let stage: CompanySignInStage;
  before(async () => {
    stage = await companySignInStage();
  });
  after(() => stage.close());

  it('in several browsers at once makes one account, and every browser is in', async () => {
    const { here, there } = stage;
    await stage.register({ admits: true });
    for (const round of [1, 2, 3]) {
      const person = outsider(`twice-${round}`);
      const ways = [];
      for (let count = 0; count < 4; count += 1) {
        const browser = openFormBrowser(here.url);
        const { location } = await stage.begin(browser, person.email ?? '');
        ways.push({ browser, back: await there.signIn(person, location) });
      }
      const answers = await Promise.all(ways.map(({ browser, back }) => stage.comeBack(browser, back)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303, 303, 303],
      );
      for (const { browser } of ways) assert.equal(await stage.whoIs(browser), person.email);
      const people = await here.house.database.read((tx) =>
        tx
          .selectFrom('people')
          .select('id')
          .where('email', '=', person.email ?? '')
          .execute(),
      );
      assert.equal(people.length, 1);
    }
  });

  it('leads on to where they wanted to go, however long an address that is', async () => {
    const { here, there } = stage;
    await stage.register({ admits: true });
    for (const length of [10, 2_000, 8_000]) {
      const path = `/oauth/authorize?state=${'x'.repeat(length)}`;
      const person = outsider(`far-${length}`);
      const browser = openFormBrowser(here.url);
      const form = { return_to: sealReturnTo(here.house, path) ?? '' };
      const { location } = await stage.begin(browser, person.email ?? '', form);
      // RFC 6265 section 6.1: what is longer a browser drops.
      for (const cookie of browser.cookies().split('; '))
        assert.ok(cookie.length < 4_000, cookie.slice(0, 40));
      const back = await there.signIn(person, location);
      assert.deepEqual(await stage.comeBack(browser, back), { status: 303, location: path });
    }
    const left = await here.house.database.read((tx) =>
      tx.selectFrom('provider_flows').selectAll().execute(),
    );
    assert.deepEqual(left, []);
  });
});
