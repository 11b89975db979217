import { Me, MeQuery } from '@gatehouse/wire';
import { invalidToken } from '../access/refusal.ts';
import type { House } from '../house.ts';
import { refusalReply } from '../rest/answer.ts';
import { MISSING_HEADER } from '../rest/company-header.ts';
import { accountRoute, type RestRoute } from '../rest/rest-route.ts';

export function meRoutes(house: House): RestRoute[] {
  return [
    accountRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/me',
      summary: 'The person or service account behind the token.',
      right: { kind: 'bearer' },
      audit: [],
      query: MeQuery,
      reply: Me,
      names: ({ query }) => ({ companyId: query.company_id, projectId: query.project_id }),
      async handle({ facts, tx }) {
        // A client's own token is another account in each company; without one there is nobody to name.
        if (facts.principal === null) return { status: 400, body: { errors: [MISSING_HEADER] } };
        const person = await tx
          .selectFrom('people')
          .select(['id', 'email', 'name'])
          .where('id', '=', facts.principal.personId)
          .executeTakeFirst();
        if (person === undefined) return refusalReply(invalidToken());
        const me: Me = { id: person.id, login: person.email, name: person.name };
        return { status: 200, body: me };
      },
    }),
  ];
}
