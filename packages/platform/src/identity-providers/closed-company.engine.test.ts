import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hiddenField, openFormBrowser } from '../testing/sign-in-by-form.ts';
import { startPlatform } from '../testing/start-platform.ts';
import { approveDomain, insertDomain, listWaitingDomains } from './identity-domain-store.ts';
import { insertProvider } from './identity-provider-store.ts';

test('the provider of a company that is closed signs nobody in: its people may be of other companies, too', async (t) => {
  const platform = await startPlatform({ identityProviders: 'at_private_addresses_too' });
  t.after(() => platform.close());
  const { database } = platform.house;
  const companyId = platform.demo.companies[0]?.id ?? assert.fail();
  await database.write(async (tx) => {
    const { id: created_by } = await tx.selectFrom('people').select('id').executeTakeFirstOrThrow();
    const provider = { issuer: 'http://127.0.0.1:9', client_id: 'x', client_secret_sealed: 'x' };
    const provider_id = await insertProvider(tx, companyId, { ...provider, created_by, created_at: 1 });
    await insertDomain(tx, companyId, { provider_id, domain: 'closed.example', created_at: 1 });
    const { domains } = await listWaitingDomains(tx, { perPage: 1, offset: 0 });
    const id = domains[0]?.id ?? assert.fail();
    await approveDomain(tx, id, { approved_at: 1, approved_by: created_by });
  });
  const closed = (deactivated_at: number | null) =>
    database.write((tx) =>
      tx.updateTable('companies').set({ deactivated_at }).where('id', '=', companyId).execute(),
    );
  async function begin(): Promise<number> {
    const browser = openFormBrowser(platform.url);
    const csrf = hiddenField(await (await browser.get('/sign-in/company')).text(), 'csrf');
    const form = { csrf, return_to: '', again: '', email: 'jim@closed.example' };
    return (await browser.post('/sign-in/company', form)).status;
  }

  assert.equal(await begin(), 502, 'it is asked, and not there');
  await closed(1);
  assert.equal(await begin(), 422, 'it is nobody’s');
  await closed(null);
  assert.equal(await begin(), 502);
});
