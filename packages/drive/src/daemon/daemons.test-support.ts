import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type MountedDesk, mountedDesk } from '../commands/mounted.test-support.ts';
import { type DaemonFile, readDaemonFile } from './daemon-file.ts';
import { end, startWatching } from './watching.test-support.ts';

/** One folder, mounted, and the daemons that keep it. */
export interface Daemons extends AsyncDisposable {
  readonly m: MountedDesk;
  /** `drive watch`, once it can be asked. */
  start(...args: string[]): ReturnType<typeof startWatching>;
  /** What was started otherwise ends with the others. */
  add(...children: ChildProcess[]): void;
  endAll(): Promise<void>;
  mountId(): Promise<string>;
  /** Where the daemon that keeps the folder says how it is asked. */
  fileAt(): Promise<string>;
  file(): Promise<DaemonFile>;
}

export async function openDaemons(): Promise<Daemons> {
  const m = await mountedDesk({ here: 'admin' });
  await m.done('here', 'mount', m.at('here'), '--all');
  const living: ChildProcess[] = [];
  const endAll = async () => {
    for (const child of living.splice(0)) await end(child);
  };
  const mountId = async () => {
    const mounts: { id: string; folder: string }[] = await m.done('here', 'mounts');
    const mount = mounts.find(({ folder }) => folder === m.at('here')) ?? assert.fail('it is not mounted');
    return mount.id;
  };
  return {
    m,
    async start(...args) {
      const started = await startWatching(m, 'here', ...args);
      living.push(started.child);
      return started;
    },
    add: (...children) => void living.push(...children),
    endAll,
    mountId,
    fileAt: async () => join(m.desk.folder, 'home-here', `${await mountId()}.daemon`),
    async file() {
      const found = await readDaemonFile(await m.env('here'), await mountId());
      return found ?? assert.fail('nobody keeps it');
    },
    async [Symbol.asyncDispose]() {
      await endAll();
      await m[Symbol.asyncDispose]();
    },
  };
}
