import { ApiError, type DocumentsScope, type GatehouseApi } from '@gatehouse/client';
import type { File } from '@gatehouse/wire';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { Sent, SmallUpload } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { problemOf, told } from './problems.ts';
import { fileItem } from './remote-item.ts';
import { bytesOf } from './upload.ts';

/** What says of a whole batch that the server takes none, or none like this: nothing was made of any file in it. */
const untaken = [400, 404, 405, 413, 415];

/** Sends several new files in one request; undefined where the server does not take it. */
export async function uploadBatch(
  api: GatehouseApi,
  scope: DocumentsScope,
  files: readonly SmallUpload[],
): Promise<Sent[] | undefined> {
  const read = await Promise.all(files.map(({ content }) => bytesOf(content).catch(problemOnly)));
  const whole = files.flatMap(({ to, content, token }, index) => {
    const bytes = read[index];
    if (bytes === undefined || bytes instanceof Error) return [];
    return {
      parent_id: to.parentId,
      name: to.name,
      content: bytes,
      sha256: content.sha256,
      idempotency_token: token,
      ...(to.isPrivate === true ? { private: true } : {}),
    };
  });
  let answers: (File | ApiError)[] = [];
  try {
    if (whole.length > 0) answers = await told('write', () => api.files.uploadEach(scope, whole));
  } catch (error) {
    const cause = error instanceof RemoteProblem ? error.cause : undefined;
    if (cause instanceof ApiError && untaken.includes(cause.status)) return undefined;
    throw error;
  }
  const inOrder = answers.values();
  return files.map((file, index) => {
    const problem = read[index];
    return problem instanceof Error ? problem : outcomeOf(inOrder.next().value, file);
  });
}

/** What is wrong with one file alone. */
export function problemOnly(error: unknown): RemoteProblem | DiskProblem {
  if (error instanceof RemoteProblem || error instanceof DiskProblem) return error;
  throw error;
}

function outcomeOf(answer: File | ApiError | undefined, { content }: SmallUpload): Sent {
  if (answer === undefined) return new RemoteProblem('unknown');
  if (answer instanceof ApiError) {
    const problem = problemOf(answer, 'write');
    return problem instanceof RemoteProblem ? problem : new RemoteProblem('unknown');
  }
  const item = fileItem(answer);
  // Another version on top already: it is not what was sent.
  return item.sha256 === content.sha256 ? item : new RemoteProblem('changed');
}
