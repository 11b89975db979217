import type { ActivityView } from '../activity/activity.ts';
import { counted, type Finding } from '../findings/finding.ts';
import type { Mount } from '../mounts/mount-list.ts';
import type { State } from '../store/state.ts';
import { isFolder, rootNid } from '../trees/synced-tree.ts';
import type { Standing } from './control.ts';
import type { LastLook } from './last-look.ts';

export function standingOf(
  { folder, companyId, projectId }: Mount,
  known: State,
  last: LastLook,
  findings: readonly Finding[],
  activity: ActivityView,
): Standing {
  const has = { files: 0, placeholders: 0, folders: 0, bytes: 0 };
  for (const s of known.synced.all()) {
    if (s.nid === rootNid) continue;
    if (s.hydration === 'stub') has.placeholders += 1;
    else if (isFolder(s)) has.folders += 1;
    else {
      has.files += 1;
      has.bytes += s.size;
    }
  }
  const kept = [...known.notes('trash').values()].reduce((sum, { size }) => sum + size, 0);
  return {
    folder,
    companyId,
    ...(projectId === undefined ? {} : { projectId }),
    state: last.state,
    lookedAt: last.at,
    has,
    waits: counted(findings),
    kept,
    activity,
  };
}
