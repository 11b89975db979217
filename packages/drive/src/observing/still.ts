import type { Parts, Tools } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import type { Matching } from '../planning/matching.ts';
import { ignoreFile } from '../rules/ignore-file.ts';
import { keptAbilities } from '../store/abilities.ts';
import type { LocalTree } from '../trees/local-tree.ts';
import { Imprint, ImprintCheck } from './imprint.ts';
import { knownLeftovers, type PassedOver, passedOver } from './leftovers.ts';
import { isAuditDue, isOpen } from './listing-due.ts';
import type { ListingTimes } from './listing-times.ts';

/** Another one whenever another plan could follow from the same two sides. */
const manner = 'drive 2';

const longestIgnore = 64 * 1024;

/**
 * A plan is a pure function of what is kept and of what the folder shows. So where it was empty, it is empty again for
 * as long as nothing was kept since, the feed tells of nothing, and the folder shows the same; and neither tree has to
 * be read to know that.
 */
export function mayBeStill(tools: Parts, releases: boolean): boolean {
  const { state, surroundings } = tools;
  if (state.notes('still').size === 0 || keptAbilities(tools)?.changes !== true) return false;
  // What time alone brings about.
  const isHeld = state
    .notes('held')
    .values()
    .some(({ isUnseen }) => isUnseen !== true);
  return !isAuditDue(state, surroundings.now()) && !(releases && isHeld);
}

/** Whether the folder shows what it showed when both sides were last found in step. */
export async function isStill({ state, disk }: Parts): Promise<boolean> {
  const kept = state.notes('still').get('folder');
  if (kept === undefined) return false;
  const leftovers = state.notes('still').get('leftovers')?.split('/') ?? [];
  const isPassedOver = passedOver(disk.profile, () => new Set(leftovers));
  const check = new ImprintCheck(kept, await besideFolder({ disk }), isPassedOver);
  for await (const batch of disk.scan([''], true))
    for (const listing of batch) {
      check.add(listing);
      if (!check.isSame) return false;
    }
  return check.isWhole();
}

export async function newImprint(parts: Pick<Parts, 'disk'>, isPassedOver: PassedOver): Promise<Imprint> {
  return new Imprint(await besideFolder(parts), isPassedOver);
}

/** What a person does not want sent decides as well, and does not lie in what is looked at. */
async function besideFolder({ disk }: Pick<Parts, 'disk'>): Promise<string> {
  const isThere = (await disk.stat(ignoreFile))?.kind === 'file';
  return `${manner}\n${isThere ? (await bytesOf(disk, ignoreFile, longestIgnore)).toString('latin1') : ''}`;
}

/** Both sides were found in step: kept with what the folder showed, if nothing but time can end that. */
export function keepStill(tools: Tools, local: LocalTree, match: Matching, times: ListingTimes): void {
  const { state } = tools;
  const isKept = state.notes('still').get('folder') === local.imprint;
  if (isKept || !tools.abilities.changes || !isSettled(tools, times) || !isAllKnown(local, match)) return;
  const draft = state.change().note('still', 'folder', local.imprint);
  const leftovers = knownLeftovers(state, tools.disk.profile);
  // No name has a slash in it.
  if (leftovers.size > 0) draft.note('still', 'leftovers', [...leftovers].join('/'));
  draft.commit();
}

function isSettled({ state }: Tools, times: ListingTimes): boolean {
  const { remote, synced } = state;
  // Of what is out of sight the feed tells when it comes back, and the daily look asks.
  if (remote.unsure - remote.hidden.size + times.toAudit.size > 0) return false;
  for (const key of remote.orphans) if (remote.get(key)?.state !== 'hidden') return false;
  for (const kind of ['op', 'refused', 'problem'] as const) if (state.notes(kind).size > 0) return false;
  for (const key of remote.unlisted) if (isOpen({ state }, remote.get(key))) return false;
  // Until then the stamp of a file proves nothing.
  for (const s of synced.all()) if (s.provenAfter !== 0) return false;
  return true;
}

/** What is here alone is shown to its person at every look, and what cannot be read may be read next time. */
function isAllKnown(local: LocalTree, match: Matching): boolean {
  if (local.frozen + local.settling > 0) return false;
  for (const l of local.all()) if (match.nid(l.lid) === undefined && !local.isIgnored(l)) return false;
  return true;
}
