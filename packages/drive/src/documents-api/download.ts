import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import type { ItemName } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { problemOf, told } from './problems.ts';
import { fileItem, latestOf } from './remote-item.ts';

/** The bytes of one version of a file, from an offset on. The address is asked for anew: addresses expire. */
export async function* downloadVersion(
  api: GatehouseApi,
  scope: DocumentsScope,
  item: ItemName & { version: string },
  from: number,
): AsyncGenerator<Uint8Array> {
  const file = await told('read', () => api.files.show(scope, item.id));
  if (fileItem(file).version !== item.version) throw new RemoteProblem('changed');
  if (from > 0 && from >= file.size) return;
  const version = latestOf(file.file_versions) ?? file;
  yield* bytesFrom(api, scope, version, from);
}

/** The bytes at an address the API has given, from an offset on. */
export async function* bytesFrom(
  api: GatehouseApi,
  scope: DocumentsScope,
  version: { url: string },
  from: number,
): AsyncGenerator<Uint8Array> {
  const download = await told('read', () => api.files.download(scope, version, { from }));
  let skip = from - download.from;
  try {
    for await (const chunk of download.stream) {
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
