import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '../schema/tables.ts';

/** What `<data dir>/demo.json` tells programs: everything needed to use the demo, secrets included. */
export interface DemoFile {
  readonly platformUrl: string;
  /** Where the Link beside the demo is told of changed documents; null where there was none when it was loaded. */
  readonly linkUrl: string | null;
  readonly people: readonly DemoPerson[];
  readonly companies: readonly DemoCompany[];
  readonly apps: readonly DemoApp[];
  readonly serviceAccounts: readonly DemoServiceAccount[];
}

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
}

export interface DemoCompany {
  readonly id: number;
  readonly name: string;
  readonly environment: Environment;
  readonly projects: readonly { readonly id: number; readonly name: string }[];
}

export interface DemoApp {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: Environment;
  readonly redirectUris: readonly string[];
  /** Signs the events that the Link beside the demo receives as this app. */
  readonly eventsSecret?: string;
}

export interface DemoServiceAccount {
  readonly name: string;
  readonly companyId: number;
  readonly clientId: string;
  readonly clientSecret: string;
}

function demoFilePath(dataDir: string): string {
  return join(dataDir, 'demo.json');
}

/** Readable by its owner only: it holds the passwords and secrets of the demo. */
export async function writeDemoFile(dataDir: string, demo: DemoFile): Promise<void> {
  const path = demoFilePath(dataDir);
  const partial = `${path}.partial`;
  const file = await open(partial, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(demo, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/** What an earlier start wrote, if any. */
export async function readDemoFile(dataDir: string): Promise<DemoFile | undefined> {
  const text = await readFile(demoFilePath(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as DemoFile);
}
