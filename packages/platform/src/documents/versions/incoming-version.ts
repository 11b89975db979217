import type { House } from '../../house.ts';
import { type FilePart, fieldErrors, type Receipt, refuse } from '../../rest/rest-call.ts';
import type { UploadCall } from '../../rest/rest-route.ts';
import { type Change, type Denial, denied, findTarget, type Target } from '../changing/target.ts';
import { planUpdate, type Wishes } from '../changing/update-item.ts';
import { receiveBytes, type Upload } from '../upload.ts';
import { incomingContent } from '../uploads/incoming-content.ts';
import { addVersion, versionDenied } from './add-version.ts';

/** Takes the bytes of a version once the file is known to take one: it is asked again when they have come. */
export async function receiveVersion(
  house: House,
  part: FilePart,
  call: UploadCall<unknown, unknown>,
  { field, fileId }: { readonly field: string; readonly fileId: number | undefined },
): Promise<Receipt<Upload>> {
  if (part.field !== field)
    return { reply: fieldErrors({ [part.field]: [`is not taken: send the content as ${field}`] }, 400) };
  if (fileId !== undefined) {
    const target = await house.database.read((tx) => findTarget(tx, call, fileId, 'file'));
    if (target === null) return refuse('item_hidden');
    const refused = denied(call, target.item, 'create_version');
    if (refused !== null) return refused;
  }
  return await receiveBytes(house, part);
}

/** Changes a file, and adds what the request brings along as its latest version: both, or neither. */
export async function updateFile(
  house: House,
  change: Change & { readonly received: Upload | undefined },
  target: Target,
  wishes: Wishes,
  uploadId: string | undefined,
): Promise<Denial | null> {
  const planned = await planUpdate(house, change, target, wishes);
  if ('denial' in planned) return planned.denial;
  if (change.received === undefined && uploadId === undefined) {
    await planned.apply();
    return null;
  }
  const denial = await versionDenied(house, change, target);
  if (denial !== null) return denial;
  const incoming = await incomingContent(house, change, uploadId);
  if (incoming === undefined) return null;
  if ('reply' in incoming) return incoming.reply;
  const taken = await incoming.take();
  if ('reply' in taken) return taken.reply;
  await planned.apply();
  await addVersion(house, change, target, taken.content, null);
  return null;
}
