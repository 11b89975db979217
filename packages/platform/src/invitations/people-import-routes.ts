import { CompanyPath, PeopleImport, PeopleImportBody } from '@gatehouse/wire';
import { importPeople, type ReadImport, readImport } from '../directory/people-import.ts';
import { writingOf } from '../directory/user-input.ts';
import { memberEvents, runsDirectory } from '../directory/user-routes.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { invite } from './invite.ts';

/** People from a spreadsheet, asked to join in the same unit where that is wished. */
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
      audit: [...memberEvents, 'people.imported', 'invitation.sent'],
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
        const { companyId, personId } = place;
        const ask = async (id: number) =>
          (await invite(house, tx, origin, companyId, id, personId)) === 'sent';
        const how = { dryRun: body.import.dry_run ?? false, ask: body.import.invite === true ? ask : null };
        const result = await importPeople(house, tx, origin, companyId, writing, rows, how);
        return { status: 200, body: result };
      },
    }),
  ];
}
