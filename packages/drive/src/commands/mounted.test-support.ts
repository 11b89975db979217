import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Character } from '@gatehouse/platform/testing';
import { type Desk, openDesk, type Said } from './drive.test-support.ts';

/** Installs of people on one machine, each with a home and a folder of its own. */
export interface MountedDesk extends AsyncDisposable {
  readonly desk: Desk;
  env(install: string): Promise<Record<string, string>>;
  at(install: string, ...path: string[]): string;
  drive(install: string, ...args: string[]): Promise<Said>;
  /** The JSON of what has to end with 0. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the verb says; the claims are about its fields
  done(install: string, ...args: string[]): Promise<any>;
  /** The code it ends with, and the code of its failure. */
  refused(install: string, ...args: string[]): Promise<{ exit: number; code: string }>;
  names(install: string, ...path: string[]): Promise<string[]>;
}

export async function mountedDesk(
  who: Readonly<Record<string, Character>>,
  set: Readonly<Record<string, string>> = {},
  ofServer: Parameters<typeof openDesk>[0] = {},
): Promise<MountedDesk> {
  const desk = await openDesk(ofServer);
  const env = async (install: string) => ({
    ...(await desk.envOf(who[install] ?? 'admin')),
    ...set,
    DRIVE_HOME: join(desk.folder, `home-${install}`),
  });
  const at = (install: string, ...path: string[]) => join(desk.folder, install, ...path);
  const drive = async (install: string, ...args: string[]) => await desk.drive(await env(install), ...args);
  return {
    desk,
    env,
    at,
    drive,
    async done(install, ...args) {
      const said = await drive(install, ...args, '--json');
      assert.equal(said.code, 0, said.err);
      return JSON.parse(said.out);
    },
    async refused(install, ...args) {
      const said = await drive(install, ...args, '--json');
      return { exit: said.code, code: said.code === 0 ? '' : JSON.parse(said.err).error.code };
    },
    names: async (install, ...path) =>
      (await readdir(at(install, ...path))).filter((name) => name !== '.gatehouse-drive').toSorted(),
    [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose](),
  };
}
