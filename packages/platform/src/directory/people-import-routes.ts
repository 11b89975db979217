import { CompanyPath, PeopleImport, PeopleImportBody } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { importPeople, type ReadImport, readImport } from './people-import.ts';
import { writingOf } from './user-input.ts';
import { memberEvents, runsDirectory } from './user-routes.ts';

/** People from a spreadsheet. */
export function peopleImportRoutes(house: House): RestRoute[] {
  const known = new WeakMap<PeopleImportBody, ReadImport>();
  const readOnce = (body: PeopleImportBody): ReadImport => {
    const read = known.get(body) ?? readImport(body.import.csv);
    known.set(body, read);
    return read;
  };
  const rowsOf = (read: ReadImport) => (read.ok ? read.rows : []);
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
      // Read once, by who may, and before any unit begins: what is too long or no table is refused here.
      async before({ body }) {
        const read = readOnce(body);
        return read.ok ? undefined : fieldErrors({ csv: [read.message] });
      },
      steps: { rows: (body) => rowsOf(readOnce(body)).length, size: () => 100 },
      async handle({ body, facts, origin, place, step, tx }) {
        const rows = rowsOf(readOnce(body)).slice(step.from, step.to);
        const writing = await writingOf(tx, facts, place.personId);
        const dryRun = body.import.dry_run ?? false;
        const { companyId } = place;
        const result = await importPeople(house, tx, origin, companyId, writing, rows, dryRun);
        return { status: 200, body: result };
      },
    }),
  ];
}
