import { Company, CompanyCreateBody } from '@gatehouse/wire';
import { levels, tools } from '../access/levels.ts';
import { createCompany } from '../directory/companies.ts';
import { findCompany } from '../directory/company-store.ts';
import { companyView } from '../directory/company-view.ts';
import { memberFaults } from '../directory/member-faults.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import { faultReply } from '../directory/user-input.ts';
import { createMember } from '../directory/write-member.ts';
import type { House } from '../house.ts';
import { invite } from '../invitations/invite.ts';
import { refuse } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { operatorRoute } from './app-route.ts';

/** How a company comes to be: whoever runs the deployment makes it, and asks its first administrator in. */
export function companyCreateRoutes(house: House): Route[] {
  return [
    operatorRoute(house, {
      method: 'POST',
      path: '/manage/v1/companies',
      summary: 'Makes a company, and invites its first administrator.',
      audit: ['company.created', 'person.created', 'member.added', 'level.changed', 'invitation.sent'],
      body: CompanyCreateBody,
      reply: Company,
      async handle({ body, caller, origin, tx }) {
        const { personId: operatorId } = sessionOf(caller);
        const { name, environment = 'production', admin } = body.company;
        const writing = {
          personId: operatorId,
          personName: '',
          directory: levels.Admin,
          companyAdmin: true,
        };
        const input = {
          first_name: admin.first_name,
          last_name: admin.last_name,
          email: admin.email_address,
          is_employee: true,
          details: {},
        };
        // Asked before there is a company: what is wrong makes none.
        const faults = await memberFaults(tx, 0, writing, undefined, input);
        if (faults !== undefined) return faultReply(faults);
        const companyId = await createCompany(house, tx, origin, {
          name,
          environment,
          createdBy: operatorId,
        });
        const made = await createMember(house, tx, origin, companyId, writing, { ...input, kind: 'user' });
        if (made.kind === 'faults') throw new Error('the first administrator of a new company was refused');
        const personId = made.member.person_id;
        for (const tool of tools)
          await setCompanyLevel(house, tx, origin, companyId, { personId, tool, level: 'Admin' });
        await invite(house, tx, origin, companyId, personId, operatorId);
        const company = await findCompany(tx, companyId, operatorId);
        return company === undefined
          ? refuse('company_unknown')
          : { status: 201, body: companyView(company) };
      },
    }),
  ];
}
