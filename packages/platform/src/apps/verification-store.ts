import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

export interface FoundVerification {
  readonly publisher: string;
  readonly name: string;
  readonly publisher_verified_at: number | null;
  readonly verification_requested_at: number | null;
}

/** Where the verification of any app stands: for operators, who work on none of them. */
export async function findVerification(
  tx: Reader<Tables>,
  appId: number,
): Promise<FoundVerification | undefined> {
  return await tx
    .selectFrom('apps')
    .select(['name', 'publisher', 'publisher_verified_at', 'verification_requested_at'])
    .where('id', '=', appId)
    .executeTakeFirst();
}

export async function setVerification(
  tx: Writer<Tables>,
  appId: number,
  { verifiedAt, requestedAt }: { readonly verifiedAt: number | null; readonly requestedAt: number | null },
): Promise<void> {
  await tx
    .updateTable('apps')
    .set({ publisher_verified_at: verifiedAt, verification_requested_at: requestedAt })
    .where('id', '=', appId)
    .execute();
}

export interface WaitingVerification {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
  readonly requestedAt: number;
  readonly developerId: number;
  readonly developerName: string;
  readonly developerEmail: string;
}

/** The apps whose developers have asked and have no answer, the longest waiting first. */
export async function listWaitingVerifications(
  tx: Reader<Tables>,
  slice: { readonly offset: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly waiting: readonly WaitingVerification[] }> {
  const apps = tx
    .selectFrom('apps')
    .innerJoin('people', 'people.id', 'apps.developer_id')
    .where('apps.verification_requested_at', 'is not', null)
    .where('apps.publisher_verified_at', 'is', null);
  const { total } = await apps
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const waiting = await apps
    .select([
      'apps.id',
      'apps.name',
      'apps.description',
      'apps.publisher',
      'people.id as developerId',
      'people.name as developerName',
      'people.email as developerEmail',
    ])
    .select(({ ref }) => ref('apps.verification_requested_at').$notNull().as('requestedAt'))
    .orderBy('apps.verification_requested_at')
    .orderBy('apps.id')
    .limit(slice.perPage)
    .offset(slice.offset)
    .execute();
  return { total: Number(total), waiting };
}
