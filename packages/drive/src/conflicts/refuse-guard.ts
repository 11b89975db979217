import type { Engine } from '../engine.ts';
import { take } from '../executing/keep.ts';
import { approval, type Guard } from '../planning/guard.ts';
import { forgetDeleted } from '../store/deletes.ts';
import { rememberPrivacy } from '../store/remembered-privacy.ts';

/**
 * What was held back is not to be: whoever it would have been done to wins. What was deleted or written over here comes
 * back from the server, and what was written is kept in the recovery trash; what was deleted or written over there is sent
 * again from here.
 */
export async function refuseGuard(engine: Engine, { direction, subjects }: Guard): Promise<void> {
  const { state } = engine.parts;
  const draft = state.change();
  forgetDeleted(state, draft, direction);
  draft.commit();
  for (const subject of subjects) {
    const id = Number(subject.slice(1));
    if (direction === 'to-remote') await undoHere(engine, id);
    else if (subject.startsWith('k')) sendOver(engine, id);
    else sendAnew(engine, id);
  }
}

async function undoHere({ parts, seen }: Engine, nid: number): Promise<void> {
  const { state } = parts;
  const l = seen?.match.local(nid);
  const draft = state.change();
  for (const each of state.synced.below(nid)) {
    const isHeld = state.notes('held').has(String(each));
    const { hydration } = state.synced.get(each) ?? {};
    if (isHeld || each === nid) draft.note('want', String(each), hydration).note('held', String(each));
  }
  draft.commit();
  if (seen !== undefined && l?.kind === 'file') await take(parts, seen.local.path(l.lid), nid);
}

/** The server's version becomes what was shared, so that what is here is a change to it; that one was looked at. */
function sendOver({ parts: { state }, seen }: Engine, key: number): void {
  const s = state.synced.of(key);
  const r = state.remote.get(key);
  if (s === undefined || r === undefined) return;
  const { version, size, sha256 } = r;
  const l = seen?.match.local(s.nid);
  const here = (l?.stamp === s.stamp ? s.sha256 : l?.sha256) ?? '';
  state
    .change()
    .synced({ ...s, version, size, sha256, stamp: '' })
    .note('approved', approval('upload', `n${s.nid}`, [version, here]), true)
    .commit();
}

/** What the base does not know is new; private it stays. */
function sendAnew({ parts: { state } }: Engine, nid: number): void {
  const draft = state.change();
  rememberPrivacy(state, nid, draft);
  draft.forget(nid).commit();
}
