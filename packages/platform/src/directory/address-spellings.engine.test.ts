import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { countMailsTo, newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';

const kept = 'jörg@xn--bcher-kva.example';
const spellings = [' JÖRG@Bücher.Example ', 'jo\u0308rg@bu\u0308cher.example', 'jörg@BÜCHER.example.', kept];

describe('an address with a domain of another script', () => {
  let stage: CompanyStage;
  let users: string;
  before(async () => {
    stage = await setCompanyStage();
    users = `/rest/v1.0/companies/${stage.companyId}/users`;
  });
  after(() => stage[Symbol.asyncDispose]());

  it('is one person’s in the directory, at sign-in and where a password is forgotten', async () => {
    const add = (email: string) =>
      stage.admin.call<{ id: number; email_address: string }>('POST', users, {
        user: { first_name: 'Jörg', last_name: 'Bücher', email_address: email },
      });
    const [first = '', ...others] = spellings;
    const made = await add(first);
    assert.deepEqual([made.status, made.body.email_address], [201, kept]);
    for (const other of others) assert.equal((await add(other)).status, 409, other);
    await stage.admin.call('PATCH', `${users}/${made.body.id}/invite`);
    const { link } = await newestMailTo(stage.platform, kept);
    const browser = openFormBrowser(stage.platform.url);
    const page = await (await browser.get(new URL(link).pathname)).text();
    const password = 'nine lanterns on a pier';
    const form = { first_name: 'Jörg', last_name: 'Bücher', password, password_again: password };
    const accepted = await browser.post(new URL(link).pathname, { csrf: hiddenField(page, 'csrf'), ...form });
    assert.equal(accepted.status, 303);
    for (const email of spellings) await signInByForm(stage.platform.url, { email, password });
    const before = await countMailsTo(stage.platform, kept);
    const asking = openFormBrowser(stage.platform.url);
    const csrf = hiddenField(await (await asking.get('/new-password')).text(), 'csrf');
    await asking.post('/new-password', { csrf, return_to: '', email: spellings[1] ?? '' });
    assert.equal((await countMailsTo(stage.platform, kept)) - before, 1);
    const found = await stage.admin.call<{ id: number }[]>(
      'GET',
      `/rest/v1.3/companies/${stage.companyId}/users?filters[search]=${encodeURIComponent('jörg@bücher.example')}`,
    );
    assert.deepEqual(
      found.body.map(({ id }) => id),
      [made.body.id],
    );
  });
});
