import {
  CompanyIdPath,
  ServiceAccount,
  ServiceAccountCredentials,
  ServiceAccountPermissionsBody,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import { strangeProjects } from '../installations/own-account/permitted-projects.ts';
import { companyAdmin } from '../installations/rights.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { traditionalAccounts } from './deadlines.ts';
import { readPermissions } from './permissions.ts';
import { accountFor, accountReply } from './traditional-account.ts';
import { configure, regenerate, remove } from './traditional-steps.ts';

const path = '/manage/v1/companies/:company_id/service_accounts/:id';

/** What admins do with a traditional account. An app's own account follows its installation, and takes none of this. */
export function traditionalStepRoutes(house: House): Route[] {
  const line = {
    audience: 'manage',
    right: companyAdmin,
    on: 'single',
    params: CompanyIdPath,
    names: ({ params }: { params: CompanyIdPath }) => ({ companyId: params.company_id }),
  } as const;
  return [
    restRoute(house, {
      ...line,
      method: 'PUT',
      path: `${path}/permissions`,
      summary: 'Sets all permissions of a traditional account; what is left out is None.',
      audit: ['service_account.permissions_changed'],
      body: ServiceAccountPermissionsBody,
      reply: ServiceAccount,
      async handle({ place: { companyId }, params, body, tx, origin }) {
        const found = await accountFor(house, tx, companyId, params.id, 'configure');
        if (!found.ok) return found.reply;
        const read = readPermissions(body);
        if (!read.ok) return fieldErrors(read.errors);
        const projectIds = read.wanted.projects.map(({ projectId }) => projectId);
        const strange = await strangeProjects(tx, companyId, projectIds);
        if (strange.length > 0)
          return fieldErrors({
            projects: [`name projects that this company does not have: ${strange.join(', ')}`],
          });
        await configure(house, tx, origin, found.account, read.wanted);
        return await accountReply(house, tx, found.account);
      },
    }),
    restRoute(house, {
      ...line,
      method: 'POST',
      path: `${path}/regenerate`,
      summary:
        'A new secret, shown once. Permissions go back to None, and every token of the old one is dead.',
      needsProof: true,
      audit: ['service_account.secret_regenerated'],
      reply: ServiceAccountCredentials,
      async handle({ place: { companyId }, params, tx, origin }) {
        const found = await accountFor(house, tx, companyId, params.id, 'regenerate');
        if (!found.ok) return found.reply;
        const secret = await regenerate(house, tx, origin, found.account);
        const shown = await accountReply(house, tx, found.account);
        if ('refused' in shown) return shown;
        return {
          status: 200,
          body: {
            service_account: shown.body,
            client_id: found.account.clientId,
            client_secret: secret,
            traditional: traditionalAccounts(house),
          },
        };
      },
    }),
    restRoute(house, {
      ...line,
      method: 'DELETE',
      path,
      summary: 'Deletes a traditional account: its secret, its tokens and its permissions are gone.',
      audit: ['service_account.deleted'],
      reply: null,
      async handle({ place: { companyId }, params, tx, origin }) {
        const found = await accountFor(house, tx, companyId, params.id, 'delete');
        if (!found.ok) return found.reply;
        await remove(house, tx, origin, found.account);
        return { status: 204 };
      },
    }),
  ];
}
