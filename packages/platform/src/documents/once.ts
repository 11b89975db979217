import { createHash } from 'node:crypto';
import { type Given, type Reader, type Selectable, statement, type Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import { fieldErrors, type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import type { DocumentCreateRow, Tables } from '../schema/tables.ts';
import { findItem } from './changing/item-store.ts';
import { type Change, type Denial, findTarget } from './changing/target.ts';
import { shownItem, shownVersion } from './shown-item.ts';

/** What was made: a folder, a file, or a version of one. */
export interface Made {
  readonly documentId: number;
  readonly versionId: number | null;
}

type Surroundings = Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>;

const kept = 24 * 3_600_000;
const step = 500;

/**
 * Makes something once, however often the request comes that carries one `Idempotency-Token`: whoever lost the answer
 * sends it again and gets the first result, as it is now. Without a token it is made each time. `asked` is all that
 * the request asks for: the same token with anything else is a mistake of the sender, and is told as one.
 */
export async function once(
  house: Surroundings,
  change: Change,
  asked: unknown,
  make: () => Promise<Made | Denial>,
  /** What the first answer says: 200 where something is changed by what is made. */
  status: 200 | 201 = 201,
): Promise<RestReply | Refused> {
  const { tx, place } = change;
  const token = change.request.headers['idempotency-token'];
  if (token === undefined) return await answer(house, change, await make(), status);
  if (typeof token !== 'string' || token === '' || token.length > 255)
    return fieldErrors({ 'Idempotency-Token': ['must be a text of up to 255 characters'] }, 400);
  const now = house.clock.now();
  const { tokenHash, requestHash } = sentAs(change, token, asked);
  const [known] = await madeBefore(tx, { tokenHash, after: now - kept });
  if (known !== undefined) {
    if (known.request_hash !== requestHash) return anotherRequest;
    return await again(house, change, { documentId: known.document_id, versionId: known.version_id });
  }
  const made = await make();
  if (!('documentId' in made)) return made;
  await remember(tx, {
    token_hash: tokenHash,
    company_id: place.companyId,
    request_hash: requestHash,
    document_id: made.documentId,
    version_id: made.versionId,
    created_at: now,
  });
  return await answer(house, change, made, status);
}

/** A token and what was asked with it, as they are remembered. */
export interface Sent {
  readonly tokenHash: string;
  readonly requestHash: string;
}

export function sentAs(
  { place, origin, request }: Pick<Change, 'place' | 'origin' | 'request'>,
  token: string,
  asked: unknown,
): Sent {
  return {
    tokenHash: digest([place.companyId, place.personId, origin.clientId, token]),
    requestHash: digest([request.url.split('?', 1)[0], place.projectId, asked]),
  };
}

export const anotherRequest = fieldErrors({ 'Idempotency-Token': ['was sent with another request before'] });

/** What some tokens have made, by their hashes. */
export async function madeBeforeBy(
  { clock }: Pick<House, 'clock'>,
  tx: Reader<Tables>,
  companyId: number,
  tokenHashes: readonly string[],
): Promise<Map<string, Made & Pick<Sent, 'requestHash'>>> {
  if (tokenHashes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('document_creates')
    .select(['token_hash', 'request_hash', 'document_id', 'version_id'])
    .where('token_hash', 'in', tokenHashes)
    .where('company_id', '=', companyId)
    .where('created_at', '>', clock.now() - kept)
    .execute();
  return new Map(
    rows.map((row) => [
      row.token_hash,
      { documentId: row.document_id, versionId: row.version_id, requestHash: row.request_hash },
    ]),
  );
}

/** Remembers of several tokens at once what they made. */
export async function rememberEach(
  { clock }: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  companyId: number,
  made: readonly (Made & Sent)[],
): Promise<void> {
  if (made.length === 0) return;
  await tx
    .insertInto('document_creates')
    .values(
      made.map(({ tokenHash, requestHash, documentId, versionId }) => ({
        token_hash: tokenHash,
        company_id: companyId,
        request_hash: requestHash,
        document_id: documentId,
        version_id: versionId,
        created_at: clock.now(),
      })),
    )
    .onConflict((conflict) =>
      conflict.column('token_hash').doUpdateSet((eb) => ({
        request_hash: eb.ref('excluded.request_hash'),
        document_id: eb.ref('excluded.document_id'),
        version_id: eb.ref('excluded.version_id'),
        created_at: eb.ref('excluded.created_at'),
      })),
    )
    .execute();
}

const madeBefore = statement((tx: Reader<Tables>, given: Given<{ tokenHash: string; after: number }>) =>
  tx
    .selectFrom('document_creates')
    .select(['request_hash', 'document_id', 'version_id'])
    .where('token_hash', '=', given.tokenHash)
    .where('created_at', '>', given.after),
);

const remember = statement((tx: Writer<Tables>, given: Given<Selectable<DocumentCreateRow>>) => {
  const row = {
    token_hash: given.token_hash,
    company_id: given.company_id,
    request_hash: given.request_hash,
    document_id: given.document_id,
    version_id: given.version_id,
    created_at: given.created_at,
  };
  return tx
    .insertInto('document_creates')
    .values(row)
    .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(row));
});

/** What was made may have been deleted, or hidden, since. */
export async function again(house: Surroundings, change: Change, made: Made) {
  const target = await findTarget(change.tx, change, made.documentId);
  return target === null ? refuse('item_hidden') : await answer(house, change, made, 200);
}

async function answer(
  house: Surroundings,
  change: Change,
  made: Made | Denial,
  status: 200 | 201,
): Promise<RestReply | Refused> {
  if (!('documentId' in made)) return made;
  if (made.versionId !== null) return { status, ...(await shownVersion(house, change, made.versionId)) };
  const item = await findItem(change.tx, change.place, made.documentId);
  if (item === null) throw new Error('what was just made is not there');
  return { status, ...(await shownItem(house, change, item)) };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

/** Forgets what nobody may send again. */
export async function sweepCreates({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('document_creates')
        .where('token_hash', 'in', (from) =>
          from
            .selectFrom('document_creates')
            .select('token_hash')
            .where('created_at', '<', before)
            .limit(step),
        )
        .returning('token_hash')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}
