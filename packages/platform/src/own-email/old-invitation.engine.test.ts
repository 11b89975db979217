import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companySignInStage, domain, outsider } from '../identity-providers/testing/company-sign-in-stage.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, openFormBrowser } from '../testing/sign-in-by-form.ts';

test('an invitation that lies at the old address dies when somebody takes another', async () => {
  const stage = await companySignInStage();
  try {
    await stage.register({ admits: true });
    const { browser } = await stage.signIn(outsider('nia'));
    const old = `nia@${domain}`;
    const { id } = await stage.here.house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('email', '=', old).executeTakeFirstOrThrow(),
    );
    const path = `/manage/v1/companies/${stage.companyId}/people/${id}/invitation`;
    assert.equal((await stage.manage('Ana Torres', 'POST', path, {})).status, 202);
    const invitation = new URL((await newestMailTo(stage.here, old)).link).pathname;
    const reader = openFormBrowser(stage.here.url);
    assert.equal((await reader.get(invitation)).status, 200);

    const csrf = async (at: string) => hiddenField(await (await browser.get(at)).text(), 'csrf');
    const asked = await browser.post('/email', { csrf: await csrf('/email'), email: 'nia@private.example' });
    assert.equal(asked.headers.get('location'), '/email?done=sent');
    const link = new URL((await newestMailTo(stage.here, 'nia@private.example')).link).pathname;
    const changed = await browser.post(link, { csrf: await csrf(link) });
    assert.equal(changed.headers.get('location'), '/email?done=changed');

    assert.equal((await reader.get(invitation)).status, 410);
  } finally {
    await stage.close();
  }
});
