import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The shared libraries a Linux program asks for and this machine does not have. */
export async function missingLibraries(program: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  try {
    const { stdout } = await promisify(execFile)('ldd', [program]);
    return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) => name ?? []);
  } catch {
    // No ldd, or not a dynamic program: starting it will tell.
    return [];
  }
}
