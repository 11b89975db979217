import { type Level, type LevelName, levels } from './levels.ts';

/** Single actions that a template or an admin may add to Read Only or Standard, by their names on the wire. */
export const granularActions = {
  set_permissions: 'Set permissions',
  destroy_files_and_folders: 'Delete folders and files',
  access_private_files_and_folders: 'Access private folders and files',
  move_and_copy_files_and_folders: 'Move and copy folders and files',
} as const;

export type GranularAction = keyof typeof granularActions;

/** What an action takes: a level, or a lower one on what one made oneself, or a granular permission at any level. */
interface Rule {
  readonly level: LevelName;
  readonly own?: LevelName;
  readonly granted?: GranularAction;
}

interface Rules {
  readonly project: Rule;
  readonly company: Rule;
}

const readers: Rule = { level: 'Read Only' };
const makers: Rule = { level: 'Standard' };
const admins: Rule = { level: 'Admin' };
const everywhere = (rule: Rule): Rules => ({ project: rule, company: rule });
const granted = (action: GranularAction): Rules => ({
  project: { level: 'Admin', granted: action },
  // Granular permissions exist in projects only.
  company: admins,
});

/** Everything that can be done to documents, and what it takes in a project and in a company. */
export const documentActions = {
  view: everywhere(readers),
  download: everywhere(readers),
  track: everywhere(readers),
  send: everywhere(makers),
  check_out: everywhere(makers),
  reset_check_out: everywhere(admins),
  create_folder: everywhere(makers),
  create_file: everywhere(makers),
  create_version: everywhere(makers),
  rename: everywhere({ level: 'Admin', own: 'Standard' }),
  describe: everywhere(admins),
  move: granted('move_and_copy_files_and_folders'),
  copy: granted('move_and_copy_files_and_folders'),
  delete: granted('destroy_files_and_folders'),
  set_private: {
    project: { level: 'Admin', granted: 'set_permissions' },
    company: { level: 'Admin', own: 'Standard' },
  },
  set_readers: granted('set_permissions'),
  set_trackers: everywhere(admins),
  see_recycle_bin: everywhere(admins),
  restore: everywhere(admins),
  purge: everywhere(admins),
  configure: everywhere(admins),
  read_private: granted('access_private_files_and_folders'),
} as const satisfies Readonly<Record<string, Rules>>;

export type DocumentAction = keyof typeof documentActions;

/** What somebody holds on the Documents tool of one place: all that an action asks of them. */
interface Holding {
  readonly at: 'company' | 'project';
  readonly level: Level;
  readonly granted: readonly GranularAction[];
}

export interface Standing extends Holding {
  /** In an archived project nobody changes anything, whatever they hold. */
  readonly archived: boolean;
}

export function ruleOf(at: Standing['at'], action: DocumentAction): Rule {
  return documentActions[action][at];
}

/** Whether one may do this to an item that one sees; `own` is one that one made. None may nothing, whatever was granted. */
export function mayDo({ at, level, granted: held }: Holding, action: DocumentAction, own: boolean): boolean {
  if (level === levels.None) return false;
  const rule = ruleOf(at, action);
  if (level >= levels[rule.level]) return true;
  if (own && rule.own !== undefined && level >= levels[rule.own]) return true;
  return rule.granted !== undefined && held.includes(rule.granted);
}

/** The same for what changes something, as a view tells it of what a call would be allowed next. */
export function mayChange(standing: Standing, action: DocumentAction, own: boolean): boolean {
  return !standing.archived && mayDo(standing, action, own);
}

/** The level as which one sees: Admin's for those who may read all that is private, else their own. */
export function seesAs(holding: Holding): Level {
  return mayDo(holding, 'read_private', false) ? levels.Admin : holding.level;
}

/** Stored actions. What is no action of ours is not there: absence never grants. */
export function actionsFrom(stored: string | null): readonly GranularAction[] {
  if (stored === null) return [];
  const parsed: unknown = JSON.parse(stored);
  return Array.isArray(parsed) ? parsed.filter(isGranularAction) : [];
}

export function isGranularAction(value: unknown): value is GranularAction {
  return typeof value === 'string' && Object.hasOwn(granularActions, value);
}
