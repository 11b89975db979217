import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncName, writeDurably } from '../durable-file.ts';
import type { LinkRow } from '../schema/tables.ts';

/** A pair that Gatehouse has given and no database has taken yet: of which link, as it was read, and what it becomes. */
export interface SpiltPair {
  readonly held: Pick<LinkRow, 'id' | 'person_id' | 'generation' | 'fence' | 'state'>;
  readonly times: Pick<LinkRow, 'access_expires_at' | 'refresh_at' | 'refreshed_at'>;
  /** Sealed for the next generation, in base64. */
  readonly sealed: string;
}

/** Where pairs wait for a database that is down: on this machine's own disk, sealed like every token. */
export interface Spill {
  /** Whether a pair of this link waits here. */
  has(linkId: string): boolean;
  /** Resolves once it would outlast a loss of power. */
  put(pair: SpiltPair): Promise<void>;
  all(): Promise<readonly SpiltPair[]>;
  /** Forgets this pair; a later one of the link stays. */
  drop(pair: SpiltPair): Promise<void>;
}

const ending = '.pair';

export async function openSpill(dataDir: string): Promise<Spill> {
  const folder = join(dataDir, 'spill');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const waiting = new Set(
    (await readdir(folder))
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length)),
  );
  const fileOf = (linkId: string) => join(folder, `${linkId}${ending}`);
  const readPair = async (linkId: string): Promise<SpiltPair | undefined> => {
    const text = await readFile(fileOf(linkId), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
    return text === undefined ? undefined : (JSON.parse(text) as SpiltPair);
  };
  return {
    has: (linkId) => waiting.has(linkId),
    async put(pair) {
      const file = fileOf(pair.held.id);
      const draft = `${file}.new`;
      await writeDurably(draft, 'w', JSON.stringify(pair));
      await rename(draft, file);
      await syncName(file);
      waiting.add(pair.held.id);
    },
    async all() {
      const found: SpiltPair[] = [];
      for (const linkId of [...waiting]) {
        const pair = await readPair(linkId);
        // Another process over the same folder has stored it.
        if (pair === undefined) waiting.delete(linkId);
        else found.push(pair);
      }
      return found;
    },
    async drop({ held, sealed }) {
      const now = await readPair(held.id);
      if (now !== undefined && now.sealed !== sealed) return;
      await rm(fileOf(held.id), { force: true });
      waiting.delete(held.id);
    },
  };
}
