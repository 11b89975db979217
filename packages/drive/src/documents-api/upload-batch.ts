import { createHash } from 'node:crypto';
import { ApiError, type BatchedUpload, type DocumentsScope, type GatehouseApi } from '@gatehouse/client';
import type { File } from '@gatehouse/wire';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { Sent, SmallUpload } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { problemOf, told } from './problems.ts';
import { fileItem } from './remote-item.ts';
import type { Rooms } from './rooms.ts';

/** What says of a whole batch that the server takes none, or none like this: nothing was made of any file in it. */
const untaken = [400, 404, 405, 413, 415];

/** Sends several new files in one request; undefined where the server does not take it. */
export async function uploadBatch(
  api: GatehouseApi,
  scope: DocumentsScope,
  files: readonly SmallUpload[],
  rooms: Rooms,
): Promise<Sent[] | undefined> {
  const size = files.reduce((sum, { content }) => sum + content.size, 0);
  return await rooms.lend(size, async (room) => {
    const read = await Promise.all(placed(files, room).map(([file, place]) => readInto(place, file)));
    const ready = read.filter((each): each is BatchedUpload => !(each instanceof Error));
    let answers: (File | ApiError)[] = [];
    try {
      if (ready.length > 0) answers = await told('write', () => api.files.uploadEach(scope, ready));
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
  });
}

/** Each file with its part of the room. */
function placed(files: readonly SmallUpload[], room: Uint8Array): [SmallUpload, Uint8Array][] {
  let at = 0;
  return files.map((file) => {
    const from = at;
    at += file.content.size;
    return [file, room.subarray(from, at)];
  });
}

/** Nothing is sent that is not what was promised: the file may be written to at this moment. */
async function readInto(
  place: Uint8Array,
  { to, content, token }: SmallUpload,
): Promise<BatchedUpload | Problem> {
  const { size, sha256, open } = content;
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const chunk of open(0, size)) {
      if (length + chunk.length > size) throw new RemoteProblem('changed');
      place.set(chunk, length);
      length += chunk.length;
    }
    if (length < size || hash.update(place).digest('hex') !== sha256) throw new RemoteProblem('changed');
  } catch (error) {
    return problemOnly(error);
  }
  return {
    parent_id: to.parentId,
    name: to.name,
    content: place,
    sha256,
    idempotency_token: token,
    ...(to.isPrivate === true ? { private: true } : {}),
  };
}

type Problem = RemoteProblem | DiskProblem;

/** What is wrong with one file alone. */
export function problemOnly(error: unknown): Problem {
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
