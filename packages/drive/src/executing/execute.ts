import { withoutSuffix } from '../placeholders/stub-name.ts';
import { type Operation, phaseOf, subjectOf } from '../planning/operation.ts';
import type { Plan } from '../planning/plan.ts';
import { refusalOf } from '../planning/refusal.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { together } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { isInForce, refusedUntil } from '../store/refusals.ts';
import type { Draft } from '../store/state.ts';
import { itemOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { keepBooks } from './bookkeeping.ts';
import { download, learn } from './download.ts';
import { inLanes } from './lanes.ts';
import { deleteRemote, dropStub, removeLocalFolder, trashLocal } from './removal.ts';
import { joined, type Run, type Tools } from './run.ts';
import { isReady, restructure } from './structure.ts';
import { dehydrate, stub } from './stubs.ts';
import { type Upload, upload } from './upload.ts';
import { batchesOf, type Problem, uploadEach } from './upload-each.ts';

export interface Executed {
  done: number;
  failed: number;
  /** Names and folders that were not free or not there; the next plan sees further. */
  waiting: number;
}

const day = 86_400_000;

/** Without what failed and is tried again later. */
export function dueOf(
  { state, surroundings }: Pick<Tools, 'state' | 'surroundings'>,
  { operations }: Pick<Plan, 'operations'>,
): Operation[] {
  const now = surroundings.now();
  return operations.filter((each) => {
    const problem = state.notes('problem').get(subjectOf(each));
    return problem === undefined || problem.nextTry <= now || problem.nextTry > now + 2 * day;
  });
}

/** Carries a plan out: bookkeeping, names and folders, content, and only then what takes something away. */
export async function execute(run: Run, due: readonly Operation[]): Promise<Executed> {
  const result: Executed = { done: 0, failed: 0, waiting: 0 };
  for (const phase of [0, 1, 2, 3, 4] as const) {
    const mine = due.filter((each) => phaseOf(each) === phase);
    if (phase === 3) expectDownloads(run, mine);
    if (phase === 2 || phase === 3) await inParallel(run, mine, result);
    else await inTurns(run, mine, result, phase === 1);
  }
  return result;
}

/** Moved out of a folder to where it takes the folder's name, while the folder waits to be empty. */
function isUnderWhatHoldsItsName(
  run: Run,
  operation: Operation & { verb: 'move-local' | 'move-remote' },
): boolean {
  if (operation.verb === 'move-local') {
    const own = run.localOf(operation.nid);
    const folder = run.localOf(operation.parent);
    const holder = folder && run.local.named(folder.lid, operation.name);
    return (
      own !== undefined &&
      holder !== undefined &&
      holder.lid !== own.lid &&
      run.local.isWithin(own.lid, holder.lid)
    );
  }
  const { remote } = run.tools.state;
  const folder = run.keyOf(operation.parent);
  const holder = folder === undefined ? undefined : remote.named(folder, operation.name);
  const own = run.keyOf(operation.nid);
  if (holder === undefined || own === undefined) return false;
  return holder !== own && remote.below(holder).includes(own);
}

/** Again and again through what is left, as long as one step makes room for another. */
async function inTurns(run: Run, operations: Operation[], result: Executed, mayStep: boolean): Promise<void> {
  let left = operations;
  while (left.length > 0) {
    const next: Operation[] = [];
    for (const operation of left)
      if (isReady(run, operation)) await attempt(run, operation, result);
      else next.push(operation);
    if (next.length === left.length) {
      const freed = mayStep && (await stepAside(run, next, result));
      if (!freed) break;
    }
    left = next;
  }
  result.waiting += left.length;
}

/** Names that wait for each other in a circle: one of them takes a name of its own for the moment. */
async function stepAside(run: Run, left: Operation[], result: Executed): Promise<boolean> {
  for (const operation of left) {
    if (operation.verb !== 'move-local' && operation.verb !== 'move-remote') continue;
    const s = run.tools.state.synced.get(operation.nid);
    const l = run.localOf(operation.nid);
    if (s === undefined || l === undefined) continue;
    if (!isInTheWay(run, operation, left)) continue;
    const parent = isUnderWhatHoldsItsName(run, operation) ? operation.parent : s.parent;
    const name = `moving ${operation.nid} ${operation.name}`;
    const step: Operation = { ...operation, parent, name, step: true };
    if (wasRefused(run, step) || !isReady(run, step)) continue;
    const before = result.failed;
    await attempt(run, step, result);
    return result.failed === before;
  }
  const step = holderAside(run, left);
  if (step === undefined) return false;
  const before = result.failed;
  await attempt(run, step, result);
  return result.failed === before;
}

/** Not by the plan, which knows nothing of steps. */
function wasRefused(run: Run, step: Operation): boolean {
  const { state, surroundings } = run.tools;
  const refused = refusalOf(step, (nid) => run.keyOf(nid));
  const until = refused === undefined ? undefined : state.notes('refused').get(refused);
  return until !== undefined && isInForce(until, surroundings.now());
}

/**
 * Two items claim one name, each on the side on which the other has it: the one that took it here gives it back, and is
 * called what the remote calls it.
 */
function holderAside(run: Run, left: Operation[]): Operation | undefined {
  for (const waiting of left) {
    if (waiting.verb !== 'move-local') continue;
    const { parent, name } = waiting;
    const folder = run.localOf(parent);
    const holder = folder && run.local.named(folder.lid, name);
    const other = left.find((each) => each.verb === 'move-remote' && run.localOf(each.nid) === holder);
    if (holder !== undefined && other?.verb === 'move-remote')
      return { verb: 'move-local', nid: other.nid, parent, name: `moving ${other.nid} ${name}`, step: true };
  }
  return undefined;
}

/** Whether its name is what something else waits for, on the side on which it is to be moved. */
function isInTheWay(
  run: Run,
  operation: Operation & { verb: 'move-local' | 'move-remote' },
  left: Operation[],
) {
  const { state } = run.tools;
  const s = state.synced.get(operation.nid);
  const l = run.localOf(operation.nid);
  if (s === undefined || l === undefined) return false;
  if (isUnderWhatHoldsItsName(run, operation)) return true;
  if (operation.verb === 'move-local') return isWaitedForHere(run, l, left) || isShadowed(run, s, l);
  return left.some(
    (other) =>
      (other.verb === 'move-remote' || other.verb === 'make-remote') &&
      other !== operation &&
      other.parent === s.parent &&
      other.name === s.remoteName,
  );
}

function isWaitedForHere(run: Run, l: LocalNode, left: Operation[]): boolean {
  const isIts = (folder: number, name: string) => run.local.named(folder, name)?.lid === l.lid;
  return left.some((other) => {
    if (other.verb === 'expand') {
      const stub = run.localOf(other.nid);
      return stub !== undefined && isIts(stub.parent, withoutSuffix(stub));
    }
    if (other.verb !== 'move-local' && other.verb !== 'make-local') return false;
    const folder = run.localOf(other.parent);
    return folder !== undefined && run.localOf(other.nid)?.lid !== l.lid && isIts(folder.lid, other.name);
  });
}

/** Something else of the remote has its name in the folder it was in. */
function isShadowed(run: Run, s: Synced, l: LocalNode): boolean {
  const folder = run.keyOf(s.parent);
  const other = folder === undefined ? undefined : run.tools.state.remote.named(folder, withoutSuffix(l));
  return other !== undefined && other !== s.key;
}

async function inParallel(run: Run, operations: Operation[], result: Executed): Promise<void> {
  const uploads = operations.filter((each) => each.verb === 'upload');
  const { batches, alone } = batchesOf(run, uploads);
  const others = operations.filter((each) => each.verb !== 'upload');
  await inLanes<readonly Operation[]>(
    [...batches, ...[...alone, ...others].map((each) => [each])],
    ([first, ...more]) => (first === undefined || more.length > 0 ? roomOfBatch : roomOf(run, first)),
    async (some) => {
      const ready = some.filter((each) => isReady(run, each));
      result.waiting += some.length - ready.length;
      const [first, ...more] = ready;
      if (first === undefined) return true;
      return more.length === 0
        ? await attempt(run, first, result)
        : await attemptEach(
            run,
            ready.filter((each) => each.verb === 'upload'),
            result,
          );
    },
  );
}

function expectDownloads(run: Run, operations: readonly Operation[]): void {
  const { state, remote, abilities } = run.tools;
  if (!abilities.batches) return;
  remote.expect(
    operations.flatMap((each) => {
      const r = each.verb === 'download' ? state.remote.get(each.key) : undefined;
      return r === undefined ? [] : [{ ...itemOf(r.key), version: r.version, size: r.size }];
    }),
  );
}

/** A batch takes as much room as a quarter of all: the server has enough to do with four, and more would only wait here. */
const roomOfBatch = 16 * 2 ** 20;

/** Sixteen calls at a time are enough for a server. */
const roomOfCall = 4 * 2 ** 20;

/** What makes no call is only written: the more of it side by side, the fewer syncs of the disk it takes. */
const roomOfWrite = 2 ** 20;

/** What a transfer has in memory at most, of a large file only some parts; and no less than what it asks of others. */
function roomOf(run: Run, operation: Operation): number {
  const { state, abilities } = run.tools;
  const { verb } = operation;
  if (verb === 'stub') return roomOfWrite;
  const item =
    verb === 'upload' ? run.local.get(operation.lid) : verb === 'download' && state.remote.get(operation.key);
  const size = item ? item.size : 0;
  if (verb === 'download' && abilities.batches && size <= together) return roomOfWrite;
  return Math.min(Math.max(size, roomOfCall), 32 * 2 ** 20);
}

/** One that fails keeps nobody else waiting. It is tried again later, and later still. */
async function attempt(run: Run, operation: Operation, result: Executed): Promise<boolean> {
  const { state } = run.tools;
  const subject = subjectOf(operation);
  await run.begin();
  try {
    await carryOut(run, operation);
    result.done++;
    if (state.notes('problem').has(subject)) state.change().note('problem', subject).commit();
    return true;
  } catch (error) {
    if (!(error instanceof RemoteProblem) && !(error instanceof DiskProblem)) throw error;
    if (error.code === 'needs-sign-in' || error.code === 'company-disconnected') throw error;
    result.failed++;
    const draft = state.change();
    note(run, operation, error, draft);
    draft.commit();
    return error.code !== 'busy';
  }
}

/** The same of several that go together: each fails by itself, or all do. */
async function attemptEach(run: Run, operations: readonly Upload[], result: Executed): Promise<boolean> {
  const { state } = run.tools;
  await run.begin();
  const problems = await uploadEach(run, operations).catch((error: unknown) => {
    if (!(error instanceof RemoteProblem) && !(error instanceof DiskProblem)) throw error;
    if (error.code === 'needs-sign-in' || error.code === 'company-disconnected') throw error;
    return new Map<Upload, Problem>(operations.map((each) => [each, error]));
  });
  const draft = state.change();
  for (const operation of operations) {
    const problem = problems.get(operation);
    const subject = subjectOf(operation);
    if (problem !== undefined) note(run, operation, problem, draft);
    else if (state.notes('problem').has(subject)) draft.note('problem', subject);
  }
  draft.commit();
  result.failed += problems.size;
  result.done += operations.length - problems.size;
  return ![...problems.values()].some(({ code }) => code === 'busy');
}

function note(run: Run, operation: Operation, error: RemoteProblem | DiskProblem, draft: Draft): void {
  const { state, surroundings } = run.tools;
  const subject = subjectOf(operation);
  const now = surroundings.now();
  const before = state.notes('problem').get(subject);
  const attempts = (before?.attempts ?? 0) + 1;
  const wait = Math.min(300_000, 1_000 * 2 ** Math.min(attempts, 12));
  const { code, message: text } = error;
  // It may be the content that is another one, though nothing else shows it: the next look reads it anew.
  if (operation.verb === 'upload' && code === 'changed')
    run.local.update(operation.lid, { sha256: undefined });
  draft.note('problem', subject, {
    code,
    text,
    path: pathOf(run, operation),
    since: before?.since ?? now,
    attempts,
    nextTry: now + wait,
  });
  const parent = 'parent' in operation ? run.keyOf(operation.parent) : undefined;
  const own = 'nid' in operation ? run.keyOf(operation.nid) : undefined;
  const refused = code === 'forbidden' ? refusalOf(operation, (nid) => run.keyOf(nid)) : undefined;
  if (refused !== undefined) draft.note('refused', refused, refusedUntil(now));
  // What was known of the folder, or of the item, is not so: it is looked at again.
  for (const key of [parent, own, own === undefined ? undefined : state.remote.get(own)?.parent]) {
    const r = key === undefined ? undefined : state.remote.get(key);
    if (r !== undefined && r.key % 2 === 1) draft.remote({ ...r, listed: false, listedTag: undefined });
  }
}

/** Where a person finds it: as it lies here, else where it would lie. */
function pathOf(run: Run, operation: Operation): string {
  const { local } = run;
  const own =
    'lid' in operation
      ? local.get(operation.lid)
      : 'nid' in operation
        ? run.localOf(operation.nid)
        : undefined;
  if (own !== undefined) return local.path(own.lid);
  const folder = 'parent' in operation ? run.localOf(operation.parent) : undefined;
  if (folder !== undefined && 'name' in operation) return joined(local.path(folder.lid), operation.name);
  return 'key' in operation ? (run.tools.state.remote.get(operation.key)?.name ?? '') : '';
}

async function carryOut(run: Run, operation: Operation): Promise<void> {
  // Something else of the same plan turned out to be this very item.
  if ('key' in operation && 'nid' in operation) {
    const known = run.tools.state.synced.of(operation.key);
    if (known !== undefined && known.nid !== operation.nid) return;
  }
  switch (operation.verb) {
    case 'upload':
      return upload(run, operation);
    case 'download':
      return download(run, operation);
    case 'stub':
      return stub(run, operation);
    case 'learn':
      return learn(run, operation);
    case 'dehydrate':
      return dehydrate(run, operation.nid);
    case 'drop-stub':
      return dropStub(run, operation);
    case 'trash-local':
      return trashLocal(run, operation);
    case 'remove-local-folder':
      return removeLocalFolder(run, operation.nid, operation.lid);
    case 'delete-remote':
      return deleteRemote(run, operation);
    case 'set-aside':
    case 'move-local':
    case 'move-remote':
    case 'make-local':
    case 'make-remote':
    case 'expand':
      return restructure(run, operation);
    default:
      return keepBooks(run, operation);
  }
}
