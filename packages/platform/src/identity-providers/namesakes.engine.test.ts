import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { levels } from '../access/levels.ts';
import type { Origin } from '../audit/audit.ts';
import { changeEmail } from '../directory/change-email.ts';
import { createMember } from '../directory/write-member.ts';
import { createContact } from '../installations/own-account/account-contact.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

const origin: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

/** Another company entered an address of this one's domain first. */
describe('the first sign-in of somebody whose address others have entered', () => {
  let stage: CompanySignInStage;
  let otherId: number;
  before(async () => {
    stage = await companySignInStage();
    otherId = stage.here.demo.companies.find(({ name }) => name === 'Cascade Builders')?.id ?? assert.fail();
    await stage.register({ admits: true });
  });
  after(() => stage.close());

  /** As an Admin of the other company does it. */
  async function enterElsewhere(email: string, kind: 'user' | 'contact'): Promise<number> {
    const { house } = stage.here;
    const writing = { personId: 0, personName: 'Cora', directory: levels.Admin, companyAdmin: true };
    const input = { kind, first_name: 'Rude', last_name: 'Nickname', email, details: {} };
    const outcome = await house.database.write((tx) =>
      createMember(house, tx, origin, otherId, writing, input),
    );
    assert.equal(outcome.kind, 'written');
    return outcome.kind === 'written' ? outcome.member.person_id : 0;
  }
  const personUnder = (email: string) =>
    stage.here.house.database.read((tx) =>
      tx
        .selectFrom('people')
        .select(['id', 'kind', 'name', 'email_proven_at'])
        .where('email', '=', email)
        .executeTakeFirstOrThrow(),
    );
  const companiesOf = (personId: number) =>
    stage.here.house.database.read(async (tx) =>
      (
        await tx
          .selectFrom('company_members')
          .select('company_id')
          .where('person_id', '=', personId)
          .where('removed_at', 'is', null)
          .orderBy('company_id')
          .execute()
      ).map(({ company_id }) => company_id),
    );
  const both = () => [stage.companyId, otherId].sort((one, other) => one - other);

  for (const kind of ['user', 'contact'] as const)
    it(`makes them the owner of an entry that nobody could sign in by: a ${kind}`, async () => {
      const personId = await enterElsewhere(`entered-${kind}@${domain}`, kind);
      const { status, browser } = await stage.signIn(outsider(`entered-${kind}`));
      assert.equal(status, 303);
      assert.equal(await stage.whoIs(browser), `entered-${kind}@${domain}`);
      const person = await personUnder(`entered-${kind}@${domain}`);
      assert.deepEqual([person.id, person.kind, person.name], [personId, 'user', 'Nia Cole']);
      assert.ok(person.email_proven_at !== null);
      assert.deepEqual(await companiesOf(personId), both());
      assert.equal((await stage.signIn(outsider(`entered-${kind}`))).status, 303);
    });

  it('takes the address from the contact of a service account', async () => {
    const { house } = stage.here;
    const contact = await house.database.write(async (tx) => {
      const id = await createContact(house, tx, origin, otherId, 'Nightly');
      assert.equal(await changeEmail(house, tx, origin, otherId, id, `held@${domain}`), 'changed');
      return id;
    });
    const { status, browser } = await stage.signIn(outsider('held'));
    assert.deepEqual([status, await stage.whoIs(browser)], [303, `held@${domain}`]);
    const { id } = await personUnder(`held@${domain}`);
    assert.notEqual(id, contact);
    assert.deepEqual(await companiesOf(id), [stage.companyId]);
    assert.deepEqual(await companiesOf(contact), [otherId]);
  });

  it('is refused where somebody signs in by the entry, until they do so in the same browser', async () => {
    await stage.callHere('Sam Okafor', `sam@${domain}`);
    const sam = stage.here.demo.people.find(({ name }) => name === 'Sam Okafor') ?? assert.fail();
    const { house } = stage.here;
    const { id } = await personUnder(`sam@${domain}`);
    await house.database.write((tx) =>
      tx
        .updateTable('company_members')
        .set({ company_id: otherId })
        .where('person_id', '=', id)
        .where('company_id', '=', stage.companyId)
        .execute(),
    );
    assert.deepEqual((await stage.signIn(outsider('sam'))).status, 403);
    const prove = (at: number | null) =>
      house.database.write((tx) =>
        tx.updateTable('people').set({ email_proven_at: at }).where('id', '=', id).execute(),
      );
    await prove(null);
    const browser = await signInByForm(stage.here.url, sam);
    assert.equal((await stage.signIn(outsider('sam'), browser)).status, 403, 'who never read its mail');
    await prove(1);
    assert.equal((await stage.signIn(outsider('sam'), browser)).status, 303);
    assert.deepEqual(await companiesOf(id), both());
    const { browser: fresh } = await stage.signIn(outsider('sam'));
    assert.equal(await stage.whoIs(fresh), `sam@${domain}`);
    assert.equal((await personUnder(`sam@${domain}`)).name, 'Sam Okafor');
  });

  it('ends what somebody else let in by ways that are gone by then', async () => {
    const { house, clock, url, demo } = stage.here;
    await stage.callHere('Lucía Ramírez', `lucia@${domain}`);
    const lucia = demo.people.find(({ name }) => name === 'Lucía Ramírez') ?? assert.fail();
    const earlier = await signInByForm(url, lucia);
    const { id } = await personUnder(`lucia@${domain}`);
    const now = clock.now();
    await house.database.write(async (tx) => {
      const { client_id: clientId } = await tx
        .selectFrom('clients')
        .select('client_id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('grants')
        .values({
          id: 'of-an-earlier-reader',
          person_id: id,
          client_id: clientId,
          created_at: now,
          last_used_at: null,
          last_used_from: null,
          revoked_at: null,
          revoked_reason: null,
        })
        .execute();
      await tx
        .insertInto('totp_secrets')
        .values({ person_id: id, secret_sealed: 'theirs', last_step: 0, created_at: now })
        .execute();
      await tx
        .updateTable('people')
        .set({ password_hash: null, email_proven_at: null })
        .where('id', '=', id)
        .execute();
      await tx
        .updateTable('company_members')
        .set({ company_id: otherId })
        .where('person_id', '=', id)
        .where('company_id', '=', stage.companyId)
        .execute();
    });
    assert.equal(await stage.whoIs(earlier), `lucia@${domain}`);
    const { status, browser } = await stage.signIn(outsider('lucia'));
    assert.deepEqual([status, (await personUnder(`lucia@${domain}`)).id], [303, id]);
    assert.equal(await stage.whoIs(earlier), undefined);
    const left = await house.database.read(async (tx) => ({
      grants: await tx
        .selectFrom('grants')
        .select('id')
        .where('person_id', '=', id)
        .where('revoked_at', 'is', null)
        .execute(),
      secrets: await tx.selectFrom('totp_secrets').select('person_id').where('person_id', '=', id).execute(),
    }));
    assert.deepEqual(left, { grants: [], secrets: [] });
    assert.equal(await stage.whoIs(browser), `lucia@${domain}`);
  });

  it('lets nobody back in whom the company itself has switched off', async () => {
    assert.equal((await stage.signIn(outsider('left'))).status, 303);
    const { id } = await personUnder(`left@${domain}`);
    await stage.here.house.database.write(async (tx) => {
      await tx.deleteFrom('identities').where('person_id', '=', id).execute();
      await tx.updateTable('people').set({ email_proven_at: null }).where('id', '=', id).execute();
      await tx.updateTable('company_members').set({ removed_at: 1 }).where('person_id', '=', id).execute();
    });
    assert.equal((await stage.signIn(outsider('left'))).status, 403);
  });
});
