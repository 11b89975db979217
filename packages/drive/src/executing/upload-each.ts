import { DiskProblem } from '../ports/disk-problem.ts';
import { type SmallUpload, together } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Run } from './run.ts';
import { contentAt, enterSent, type Ready, readyToSend, type Upload, upload } from './upload.ts';

/** What one call takes, in files and in bytes. */
const most = 100;
const mostBytes = 4 * 2 ** 20;

export type Problem = RemoteProblem | DiskProblem;

/** New small files that can go with others, cut into what one call takes; and all that goes alone. */
export function batchesOf(
  run: Run,
  operations: readonly Upload[],
): { readonly batches: readonly Upload[][]; readonly alone: readonly Upload[] } {
  const batches: Upload[][] = [];
  const alone: Upload[] = [];
  let bytes = 0;
  for (const operation of operations) {
    const size = run.local.get(operation.lid)?.size ?? Number.POSITIVE_INFINITY;
    if (!run.tools.abilities.batches || operation.expected !== undefined || size > together) {
      alone.push(operation);
      continue;
    }
    const last = batches.at(-1);
    if (last === undefined || last.length >= most || bytes + size > mostBytes) {
      batches.push([operation]);
      bytes = size;
    } else {
      last.push(operation);
      bytes += size;
    }
  }
  // One by itself is a call of its own either way, and a simpler one.
  return {
    batches: batches.filter((batch) => batch.length > 1),
    alone: [...alone, ...batches.filter((batch) => batch.length === 1).flat()],
  };
}

/**
 * Sends several new files in one call: what is begun is durable here before, for all of them at once, and so is what
 * came of it. Answers what went wrong with which.
 */
export async function uploadEach(run: Run, operations: readonly Upload[]): Promise<Map<Upload, Problem>> {
  const problems = new Map<Upload, Problem>();
  const trying = async <Result>(operation: Upload, work: () => Promise<Result>) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DiskProblem) && !(error instanceof RemoteProblem)) throw error;
      if (error.code === 'needs-sign-in' || error.code === 'company-disconnected') throw error;
      problems.set(operation, error);
      return undefined;
    }
  };
  const ready = (
    await Promise.all(operations.map((each) => trying(each, () => readyToSend(run, each))))
  ).filter((each) => each !== undefined);
  await sendTogether(
    run,
    ready.filter(({ begun }) => begun === undefined),
    problems,
  );
  // What may have arrived already is asked for by itself.
  for (const { begun, operation } of ready)
    if (begun !== undefined) await trying(operation, () => upload(run, operation));
  return problems;
}

async function sendTogether(
  run: Run,
  files: readonly Ready[],
  problems: Map<Upload, Problem>,
): Promise<void> {
  if (files.length === 0) return;
  const { state, disk, remote, surroundings } = run.tools;
  const ahead = state.change();
  const uploads = files.map(({ operation, l, path, folderId, sha256, note }): SmallUpload => {
    const token = surroundings.randomId();
    ahead.note('op', note, { verb: 'upload', token, resume: undefined });
    const at = { parentId: folderId, name: operation.name };
    const to = operation.isPrivate ? { ...at, isPrivate: operation.isPrivate } : at;
    return { to, content: contentAt(disk, path, l.size, sha256), token };
  });
  await ahead.commitSoon();
  const answers = await remote.uploadEach(uploads);
  const done = state.change();
  for (const [index, ready] of files.entries()) {
    const answer = answers[index] ?? new RemoteProblem('unknown');
    if (answer instanceof RemoteProblem || answer instanceof DiskProblem)
      problems.set(ready.operation, answer);
    else enterSent(run, ready, answer, answer, done);
  }
  await done.commitSoon();
}
