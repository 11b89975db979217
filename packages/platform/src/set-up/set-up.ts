import type { Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { levels, tools } from '../access/levels.ts';
import { type Origin, record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { addCompanyMember } from '../directory/members.ts';
import { createRootFolder } from '../documents/root-folder.ts';
import type { House } from '../house.ts';
import { newPersonId } from '../naming/new-person-id.ts';
import { createDefaultTemplates } from '../permissions/default-templates.ts';
import type { Tables } from '../schema/tables.ts';
import { rememberDevice } from '../sign-in/known-device.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { newSession, storeSession } from '../sign-in/session.ts';
import type { SetUpForm } from './set-up-form.ts';
import { claimSetUpLink } from './set-up-link.ts';

/** Makes the first company and its administrator, and signs them in. `dead` if the link was used meanwhile. */
export async function setUp(
  house: House,
  request: FastifyRequest,
  token: string,
  form: SetUpForm,
): Promise<{ readonly kind: 'set_up'; readonly cookies: string[] } | { readonly kind: 'dead' }> {
  const passwordHash = await hashPassword(house.random, form.password);
  const session = newSession(house);
  const done = await house.database.write(async (tx) => {
    if (!(await claimSetUpLink(house, tx, token))) return undefined;
    const personId = await insertAdministrator(house, tx, form, passwordHash);
    const origin = originOf(request, { kind: 'person', id: personId });
    await record(house, tx, origin, { event: 'person.created', subject: `person:${personId}` });
    const companyId = await insertCompany(house, tx, origin, form.company, personId);
    await storeSession(house, tx, session, personId, request, { methods: ['pwd'] });
    await record(house, tx, origin, { event: 'person.signed_in', subject: `person:${personId}` });
    await record(house, tx, origin, {
      event: 'deployment.set_up',
      companyId,
      subject: `company:${companyId}`,
    });
    return personId;
  });
  if (done === undefined) return { kind: 'dead' };
  return { kind: 'set_up', cookies: [session.cookie, rememberDevice(house, request, done)] };
}

async function insertAdministrator(
  house: House,
  tx: Writer<Tables>,
  form: SetUpForm,
  passwordHash: string,
): Promise<number> {
  const now = house.clock.now();
  const { id } = await tx
    .insertInto('people')
    .values({
      id: newPersonId(house.random),
      kind: 'user',
      name: `${form.firstName} ${form.lastName}`,
      first_name: form.firstName,
      last_name: form.lastName,
      email: form.email,
      password_hash: passwordHash,
      locale: null,
      // Whoever has the link of the console runs the machine: no mail would prove more.
      email_proven_at: now,
      operator_since: now,
      created_at: now,
      deactivated_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function insertCompany(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  name: string,
  personId: number,
): Promise<number> {
  const now = house.clock.now();
  const { id: companyId } = await tx
    .insertInto('companies')
    .values({
      name,
      environment: 'production',
      user_installs_blocked_at: null,
      deactivated_at: null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(house, tx, origin, { event: 'company.created', companyId, subject: `company:${companyId}` });
  await addCompanyMember(house, tx, origin, companyId, { personId, employee: true });
  for (const tool of tools) {
    await tx
      .insertInto('company_levels')
      .values({ company_id: companyId, person_id: personId, tool, level: levels.Admin })
      .execute();
    await record(house, tx, origin, {
      event: 'level.changed',
      companyId,
      subject: `person:${personId}`,
      details: { tool, level: levels.Admin },
    });
  }
  await createRootFolder(tx, companyId, null, personId, now);
  await createDefaultTemplates(tx, companyId, { by: personId, at: now });
  return companyId;
}
