import { CompanyPath, PeopleImport, PeopleImportBody } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { importPeople, readImport } from './people-import.ts';
import { writingOf } from './user-input.ts';
import { memberEvents, runsDirectory } from './user-routes.ts';

/** People from a spreadsheet. */
export function peopleImportRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'POST',
      path: '/manage/v1/companies/:company_id/people/import',
      audience: 'manage',
      summary: 'Takes people in from a CSV; a dry run says what every row would do, and writes nothing.',
      right: runsDirectory,
      audit: [...memberEvents, 'people.imported'],
      params: CompanyPath,
      body: PeopleImportBody,
      reply: PeopleImport,
      names: ({ params }) => ({ companyId: params.company_id }),
      steps: { rows: ({ import: { csv } }) => csv.split('\n').length, size: () => 100 },
      async handle({ body, facts, origin, place, step, tx }) {
        const read = readImport(body.import.csv);
        if (!read.ok) return fieldErrors({ csv: [read.message] });
        const rows = read.rows.slice(step.from, step.to);
        const writing = await writingOf(tx, facts, place.personId);
        const dryRun = body.import.dry_run ?? false;
        const { companyId } = place;
        const result = await importPeople(house, tx, origin, companyId, writing, rows, dryRun);
        return { status: 200, body: result };
      },
    }),
  ];
}
