import type { Reader } from '@gatehouse/database';
import type { House } from '../../house.ts';
import type { LateLetters, MailKinds, TrackedLetter } from '../../mail/mail.ts';
import type { Tables } from '../../schema/tables.ts';
import { consoleLink } from '../console-link.ts';
import { recipientsAmong } from '../sending/recipient-store.ts';
import { stopLink } from './stop-link.ts';
import { toldTo, viewerNow } from './told-now.ts';
import { tracksAnything } from './tracker-store.ts';

type Surroundings = Pick<House, 'clock' | 'settings' | 'database' | 'keys' | 'random' | 'issuer'>;

/** What a mail about tracked documents says at this moment: it holds ids alone, and names what its reader may see now. */
export async function trackedLetter(
  house: Surroundings,
  data: MailKinds['documents.tracked'],
): Promise<TrackedLetter | null> {
  return await house.database.read((tx) => letterNow(house, tx, data));
}

/** The same of what was held back: to nobody who has left the company meanwhile, or stopped all such mails. */
export async function heldLetter(
  house: Surroundings,
  { companyId, personId }: MailKinds['documents.tracked_more'],
): Promise<LateLetters['documents.tracked_more'] | null> {
  return await house.database.read(async (tx) => {
    if ((await recipientsAmong(tx, companyId, [personId])).length === 0) return null;
    if (!(await tracksAnything(tx, companyId, personId))) return null;
    return {
      company: await nameOfPlace(tx, companyId, null),
      link: consoleLink(house, { companyId, projectId: null }, null),
      stop: stopLink(house, { companyId, projectId: 'all', personId }),
    };
  });
}

async function letterNow(
  house: Surroundings,
  tx: Reader<Tables>,
  { companyId, projectId, personId, happened, more, last = false }: MailKinds['documents.tracked'],
): Promise<TrackedLetter | null> {
  const place = { companyId, projectId, personId };
  const viewer = await viewerNow(house, tx, place);
  const told = viewer === null ? [] : await toldTo(tx, viewer, happened);
  const [first] = told;
  if (first === undefined) return null;
  const people = await namesOf(
    tx,
    told.map((each) => each.personId),
  );
  const oneFolder = told.every(({ folder }) => folder.id === first.folder.id);
  return {
    place: await nameOfPlace(tx, companyId, projectId),
    lines: told.map(({ what, name, folder, personId: by }) => ({
      what,
      name,
      folder: folder.isRoot ? null : folder.name,
      person: people.get(by) ?? '',
    })),
    more,
    last,
    link: consoleLink(house, place, oneFolder && !first.folder.isRoot ? first.folder.id : null),
    stop: stopLink(house, place),
  };
}

async function namesOf(tx: Reader<Tables>, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function nameOfPlace(tx: Reader<Tables>, companyId: number, projectId: number | null): Promise<string> {
  const { name } =
    projectId === null
      ? await tx.selectFrom('companies').select('name').where('id', '=', companyId).executeTakeFirstOrThrow()
      : await tx
          .selectFrom('projects')
          .select('name')
          .where('company_id', '=', companyId)
          .where('id', '=', projectId)
          .executeTakeFirstOrThrow();
  return name;
}
