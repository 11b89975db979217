import { changeItem, type Surroundings } from '../changing/change-item.ts';
import { checkedOut, heldBy } from '../changing/check-out.ts';
import { type Change, type Denial, denied, precondition, type Target } from '../changing/target.ts';
import type { Content } from '../contents.ts';

/** Whether somebody may add a version to a file that they see: not while another has it checked out. */
export async function versionDenied(
  { clock }: Surroundings,
  change: Change,
  { item }: Pick<Target, 'item'>,
): Promise<Denial | null> {
  const refused = denied(change, item, 'create_version') ?? precondition(change, item);
  if (refused !== null) return refused;
  const holder = heldBy(item, clock.now());
  return holder === null || holder === change.place.personId ? null : await checkedOut(change, holder);
}

/** Adds the latest version to a file, of content claimed in the same unit; answers the version's id. */
export async function addVersion(
  house: Surroundings,
  change: Change,
  { item }: Pick<Target, 'item'>,
  content: Content,
  notes: string | null,
): Promise<number> {
  const { tx, place } = change;
  const { latest } = await tx
    .selectFrom('file_versions')
    .select((eb) => eb.fn.max('number').as('latest'))
    .where('document_id', '=', item.id)
    .where('company_id', '=', place.companyId)
    .executeTakeFirstOrThrow();
  const number = Number(latest ?? 0) + 1;
  const { id } = await tx
    .insertInto('file_versions')
    .values({
      company_id: place.companyId,
      document_id: item.id,
      number,
      size: content.size,
      sha256: content.sha256,
      location: content.location,
      content_type: content.contentType,
      notes,
      created_by: place.personId,
      created_at: house.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const details = { number, size: content.size, sha256: content.sha256 };
  await changeItem(house, change, item, {}, [{ event: 'file.version_created', details, what: 'version' }]);
  return id;
}
