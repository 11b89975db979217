import type { BatchedFile } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import { bareType } from '../../rest/bare-body.ts';
import type { ReceivedBlob } from '../blobs/blob-store.ts';
import type { Change, Denial } from '../changing/target.ts';
import { mediaType } from '../download.ts';
import { anotherRequest, type Made, madeBeforeBy, type Sent, sentAs } from '../once.ts';
import { placementReply } from '../placement-reply.ts';
import { wrongDigest } from '../putting/conditions.ts';
import { askedByPut, putPath } from '../putting/spot.ts';
import type { Placed } from './insert-files.ts';
import { Places } from './places.ts';
import type { Arrived } from './receive-batch.ts';

/** What is to be done about a file: it is known what to answer, or there is a place to fill. */
export type Verdict =
  | { readonly kind: 'denied'; readonly denial: Denial }
  | { readonly kind: 'made'; readonly made: Made }
  /** The same file with the same token stands further up in the same request. */
  | { readonly kind: 'repeated'; readonly index: number }
  | NewFile;

export interface NewFile extends Pick<Placed, 'place'> {
  readonly kind: 'new';
  readonly sent: Sent | undefined;
  readonly blob: ReceivedBlob;
  readonly contentType: string;
}

/**
 * Judges each file as if it had been put alone, in the order in which they were sent.
 * @param prefix of the paths of the place: a token is the same whether its file comes in a batch or is put alone
 */
export async function judge(
  house: Pick<House, 'clock'>,
  change: Change,
  prefix: string,
  arrived: readonly Arrived[],
): Promise<Verdict[]> {
  const { tx, place } = change;
  const sent = arrived.map(({ file }) => sentOf(change, prefix, file));
  const tokens = [...new Set(sent.flatMap((each) => each?.tokenHash ?? []))];
  const before = await madeBeforeBy(house, tx, place.companyId, tokens);
  const wanted = arrived.filter((_, index) => !before.has(sent[index]?.tokenHash ?? ''));
  const places = await Places.find(
    tx,
    change,
    wanted.map(({ file }) => file),
  );
  const verdicts: Verdict[] = [];
  const above = new Map<string, { readonly index: number; readonly requestHash: string }>();
  for (const [index, { file, blob }] of arrived.entries()) {
    const { tokenHash, requestHash } = sent[index] ?? {};
    const known = tokenHash === undefined ? undefined : before.get(tokenHash);
    const first = tokenHash === undefined ? undefined : above.get(tokenHash);
    if (blob === null) verdicts.push({ kind: 'denied', denial: wrongDigest });
    else if ((known ?? first) !== undefined && (known ?? first)?.requestHash !== requestHash)
      verdicts.push({ kind: 'denied', denial: anotherRequest });
    else if (known !== undefined) verdicts.push({ kind: 'made', made: known });
    else if (first !== undefined) verdicts.push({ kind: 'repeated', index: first.index });
    else {
      const at = places.take(file);
      if (at.kind !== 'free') {
        verdicts.push({ kind: 'denied', denial: placementReply(at) });
        continue;
      }
      if (tokenHash !== undefined && requestHash !== undefined) above.set(tokenHash, { index, requestHash });
      const contentType = mediaType(file.content_type ?? bareType);
      verdicts.push({ kind: 'new', sent: sent[index], place: at, blob, contentType });
    }
  }
  return verdicts;
}

function sentOf(change: Change, prefix: string, file: BatchedFile): Sent | undefined {
  const { idempotency_token: token, parent_id: folderId, name, sha256 } = file;
  if (token === undefined) return undefined;
  const address = { folderId, name, private: file.private };
  const request = { url: putPath(prefix, address), headers: {} };
  const contentType = mediaType(file.content_type ?? bareType);
  return sentAs({ ...change, request }, token, askedByPut(address, contentType, sha256.toLowerCase()));
}
