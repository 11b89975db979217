import type { DocumentsScope, Download, GatehouseApi } from '@gatehouse/client';
import type { ItemName } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { problemOf, told } from './problems.ts';
import { fileItem, latestOf } from './remote-item.ts';
import { Silence } from './silence.ts';

/**
 * The bytes of one version of a file, from an offset on: at the address that a listing gave, else, or where that has
 * expired, at one that is asked for.
 */
export async function* downloadVersion(
  api: GatehouseApi,
  scope: DocumentsScope,
  item: ItemName & { version: string },
  from: number,
  known: string | undefined,
  silence: number,
): AsyncGenerator<Uint8Array> {
  if (known !== undefined) {
    using watch = new Silence(silence);
    const download = await begun(api, scope, { url: known }, from, watch).catch((error: unknown) => {
      if (error instanceof RemoteProblem && ['forbidden', 'missing'].includes(error.code)) return undefined;
      throw error;
    });
    if (download !== undefined) return yield* bytesOf(download, from, watch);
  }
  const file = await told('read', () => api.files.show(scope, item.id));
  if (fileItem(file).version !== item.version) throw new RemoteProblem('changed');
  if (from > 0 && from >= file.size) return;
  yield* bytesFrom(api, scope, latestOf(file.file_versions) ?? file, from, silence);
}

/** The bytes at an address the API has given, from an offset on. */
export async function* bytesFrom(
  api: GatehouseApi,
  scope: DocumentsScope,
  version: { url: string },
  from: number,
  silence: number,
): AsyncGenerator<Uint8Array> {
  using watch = new Silence(silence);
  yield* bytesOf(await begun(api, scope, version, from, watch), from, watch);
}

async function begun(
  api: GatehouseApi,
  scope: DocumentsScope,
  version: { url: string },
  from: number,
  { signal }: Silence,
) {
  return await told('read', () => api.files.download(scope, version, { from, signal }));
}

async function* bytesOf(download: Download, from: number, watch: Silence): AsyncGenerator<Uint8Array> {
  let skip = from - download.from;
  try {
    for await (const chunk of download.stream) {
      watch.heard();
      if (skip >= chunk.length) skip -= chunk.length;
      else {
        yield skip > 0 ? chunk.subarray(skip) : chunk;
        skip = 0;
      }
    }
  } catch (error) {
    // What breaks a stream comes without a cause that says so.
    throw error instanceof TypeError
      ? new RemoteProblem('busy', '', { cause: error })
      : problemOf(error, 'read');
  }
}
