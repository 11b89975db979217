import { mkdir, readdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withControl } from '../control/with-control.ts';
import { onDisk } from '../disk/disk-failure.ts';
import { addMount, listMounts, type Mount, mountAt, removeMount } from '../mounts/mount-list.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { localFailure } from './local-failure.ts';
import { shown } from './shown.ts';
import { tellOutcome } from './tell-outcome.ts';
import type { Verb } from './verb.ts';

export const mount: Verb = {
  name: 'mount',
  patient: true,
  takes: 'FOLDER',
  about: 'verb.mount',
  options: ['company', 'project', 'all'],
  examples: ['mount ~/Mill-Street --project "Mill Street School"', 'mount . --project 42 --all'],
  async run(call) {
    const { world, given } = call;
    const folder = await emptyFolder(world.cwd, call.args[0] ?? '');
    const { api, scope, remote } = await call.place();
    // Asked before anything is written down: a place that may not be read is no mount.
    await remote.root();
    const made: Mount = { id: world.randomId(), folder, ...scope, all: given.all === true };
    await addMount(world.env, made);
    await withControl({ world, api: async () => api }, made, async (control) => {
      tellOutcome(call, await shown(call, control, control.sync({})));
    });
  },
};

export const unmount: Verb = {
  name: 'unmount',
  takes: '[FOLDER]',
  about: 'verb.unmount',
  options: [],
  examples: ['unmount ~/Mill-Street'],
  async run(call) {
    const { world, args } = call;
    const { mount: found, path } = await mountAt(world.env, world.cwd, args[0]);
    if (path !== '') throw new Failure(2, 'error.not-root', { path: found.folder });
    await removeMount(world.env, found.id);
    tell(call, { folder: found.folder }, [call.t('done.unmount', { path: found.folder })]);
  },
};

export const mounts: Verb = {
  name: 'mounts',
  takes: '',
  about: 'verb.mounts',
  options: [],
  examples: ['mounts --json'],
  async run(call) {
    const all = await listMounts(call.world.env);
    const line = ({ folder, companyId, projectId }: Mount) =>
      `${folder}  ${projectId === undefined ? `company ${companyId}` : `project ${projectId}`}`;
    tell(call, all, all.length === 0 ? [call.t('mounts.none')] : all.map(line));
  },
};

/** What lies in a folder already would be sent to everybody who sees the place: a person starts with an empty one. */
async function emptyFolder(cwd: string, given: string): Promise<string> {
  const path = resolve(cwd, given);
  try {
    await onDisk(() => mkdir(path, { recursive: true }));
    const names = await onDisk(() => readdir(path));
    if (names.length > 0) throw new Failure(5, 'error.mount-full', { path });
    return await onDisk(() => realpath(path));
  } catch (error) {
    throw error instanceof DiskProblem ? localFailure(error, path) : error;
  }
}
