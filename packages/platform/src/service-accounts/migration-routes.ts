import {
  CompanyIdPath,
  ServiceAccountMigrateBody,
  ServiceAccountMigrated,
  ServiceAccountMigration,
  ServiceAccountMigrationQuery,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { refusedStep } from '../installations/step-outcome.ts';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { compare, findSuccessor, migrate, type Successor } from './migrate.ts';
import { readDeadline } from './read-new-account.ts';
import { accountFor, accountReply } from './traditional-account.ts';

const path = '/manage/v1/companies/:company_id/service_accounts/:id';

/** The guided move from a traditional account to an app's own one (rule S5): look, then do. */
export function migrationRoutes(house: House): Route[] {
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
      method: 'GET',
      path: `${path}/migration`,
      summary: 'What would change if this app version took over from the account.',
      audit: [],
      query: ServiceAccountMigrationQuery,
      reply: ServiceAccountMigration,
      async handle({ place: { companyId }, params, query, tx }) {
        const found = await accountFor(house, tx, companyId, params.id, 'migrate');
        if (!found.ok) return found.reply;
        const successor = await findSuccessor(tx, companyId, query.version_key);
        if (successor.kind !== 'found') return noSuccessor(successor);
        return { status: 200, body: await compare(tx, found.account, successor.version) };
      },
    }),
    restRoute(house, {
      ...line,
      method: 'POST',
      path: `${path}/migrate`,
      summary: 'Installs the app that takes over, and ends the account: at once, or at a deadline.',
      audit: [
        'service_account.migrated',
        'app.installed',
        'installation_request.approved',
        'service_account.created',
        'service_account.permissions_changed',
        'member.added',
      ],
      body: ServiceAccountMigrateBody,
      reply: ServiceAccountMigrated,
      async handle({ place: { companyId, personId }, params, body, tx, origin }) {
        const found = await accountFor(house, tx, companyId, params.id, 'migrate');
        if (!found.ok) return found.reply;
        const successor = await findSuccessor(tx, companyId, body.version_key);
        if (successor.kind !== 'found') return noSuccessor(successor);
        const now = house.clock.now();
        const deadline = readDeadline(body.old_expires_at ?? null, now);
        if (typeof deadline === 'string') return fieldErrors({ old_expires_at: [deadline] });
        const outcome = await migrate(house, tx, origin, found.account, {
          version: successor.version,
          permittedProjectIds: body.permitted_project_ids,
          personId,
          deadline: deadline ?? now,
        });
        if (outcome.kind !== 'done') return refusedStep(outcome);
        const shown = await accountReply(house, tx, found.account);
        if ('refused' in shown) return shown;
        return {
          status: 200,
          body: { service_account: shown.body, installation_id: outcome.installationId },
        };
      },
    }),
  ];
}

function noSuccessor({ kind }: Exclude<Successor, { readonly kind: 'found' }>): RestReply {
  return fieldErrors({
    version_key: [
      kind === 'unknown_key'
        ? 'is the key of no version that can be installed in this company'
        : 'is the key of a version that asks for no service account: ask its developer for one that does',
    ],
  });
}
