import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const pack = promisify(gzip);

/** One file of the built console, held in memory: they are few, small, and asked for by everybody. */
export interface ConsoleFile {
  readonly type: string;
  readonly content: Buffer;
  /** The same in gzip; undefined where it would not be smaller. These files hold no secret that could leak by length. */
  readonly packed: Buffer | undefined;
  /** Its name changes with its content (Vite puts such files under `assets/`). */
  readonly forGood: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Every file of the folder by its path in it, `/` between names; empty if there is no such folder. A request is
 * looked up in this map and never turned into a path on disk, so there is no way out of the folder.
 */
export async function readConsoleFiles(folder: string): Promise<ReadonlyMap<string, ConsoleFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent);
  const files = new Map<string, ConsoleFile>();
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    const content = await readFile(path);
    const packed = await pack(content, { level: 9 });
    files.set(name, {
      type,
      content,
      packed: packed.length < content.length ? packed : undefined,
      forGood: name.startsWith('assets/'),
    });
  }
  return files;
}

function absent(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
