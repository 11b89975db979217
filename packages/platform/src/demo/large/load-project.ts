import type { Writer } from '@gatehouse/database';
import { createProject } from '../../directory/companies.ts';
import { addProjectMember } from '../../directory/members.ts';
import { setProjectLevel } from '../../directory/tool-levels.ts';
import { noteChange, standingOf } from '../../documents/changes.ts';
import { type Content, claimContent } from '../../documents/contents.ts';
import { addReader, createFile, createFolder } from '../../documents/create-item.ts';
import { nameKey } from '../../documents/names.ts';
import { findRootId } from '../../documents/path-store.ts';
import type { FreePlace } from '../../documents/placement.ts';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { origin } from '../stage.ts';
import { fileName, projectName } from './names.ts';

/** Of the first project: a folder so long that it would be felt if a listing cost too much. */
const longFolder = 1_000;
/** Of all others. It divides the long one evenly. */
const filesPerFolder = 100;

export interface NewProject {
  readonly index: number;
  readonly companyId: number;
  readonly keeper: number;
  /** Who works there: by turns with Standard and Read Only. */
  readonly team: readonly number[];
  /** How many it is to hold. */
  readonly files: number;
  readonly contents: readonly Content[];
}

const open = { private: false, tracked: false, description: null };

/** A project with its team and no file yet; answers its id. */
export async function makeProject(house: House, tx: Writer<Tables>, project: NewProject): Promise<number> {
  const { companyId, keeper, index } = project;
  const projectId = await createProject(house, tx, origin, companyId, {
    name: projectName(index),
    projectNumber: `L-${String(index + 1).padStart(5, '0')}`,
    createdBy: keeper,
  });
  for (const [turn, personId] of project.team.entries()) {
    await addProjectMember(house, tx, origin, companyId, { projectId, personId });
    const level = turn % 2 === 0 ? 'Standard' : 'Read Only';
    const change = { projectId, personId, tool: 'documents', level } as const;
    await setProjectLevel(house, tx, origin, companyId, change);
  }
  return projectId;
}

/** The next files of a project, up to a hundred: a unit must be short. Answers how many there are then. */
export async function addFiles(
  house: House,
  tx: Writer<Tables>,
  projectId: number,
  made: number,
  { index, companyId, keeper, files, team, contents }: NewProject,
): Promise<number> {
  const place = { companyId, projectId, personId: keeper };
  const perFolder = index === 0 ? longFolder : filesPerFolder;
  const number = Math.floor(made / perFolder) + 1;
  // Every tenth folder is for two of the team only.
  const shared = number % 10 === 0 ? team.slice(0, 2) : null;
  const name = `Set ${number}`;
  const folderId = await (made % perFolder === 0
    ? folderIn(house, tx, place, name, shared)
    : folderNamed(tx, place, name));
  const claimed: Content[] = [];
  for (const content of contents) claimed.push(await claimContent(house, tx, place, content));
  const until = Math.min(files, made + filesPerFolder);
  for (let next = made; next < until; next += 1) {
    const content = claimed[next % claimed.length];
    if (content === undefined) throw new Error('There is no content to make files of.');
    await createFile(house, tx, origin, place, freshPlace(folderId, fileName(next)), open, content);
  }
  return until;
}

async function folderNamed(tx: Writer<Tables>, { companyId, projectId }: Place, name: string) {
  const { id } = await tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId)
    .where('parent_id', 'is not', null)
    .where('kind', '=', 'folder')
    .where('name_key', '=', nameKey(name))
    .executeTakeFirstOrThrow();
  return id;
}

async function folderIn(
  house: House,
  tx: Writer<Tables>,
  place: Place,
  name: string,
  readers: readonly number[] | null,
): Promise<number> {
  const parentId = await findRootId(tx, place);
  if (parentId === null) throw new Error('A project was made without a root folder.');
  const item = { ...open, private: readers !== null };
  const id = await createFolder(house, tx, origin, place, freshPlace(parentId, name), item);
  if (readers === null) return id;
  const before = await standingOf(tx, place, id);
  for (const personId of readers) await addReader(tx, place.companyId, id, personId);
  await noteChange(house, tx, place, { id, kind: 'folder', before });
  return id;
}

/** In a folder that was just made every name but one's own is free. */
function freshPlace(parentId: number, name: string): FreePlace {
  return { parentId, name, key: nameKey(name), namesake: 0 };
}
