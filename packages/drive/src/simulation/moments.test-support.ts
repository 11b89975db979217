import assert from 'node:assert/strict';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/**
 * At any moment, and after every end of the process or the power, a name shows what a person saved, or a placeholder
 * from its first byte to its last: never a mixture, and nothing that is still arriving.
 */
export function onlyWholeThingsAreSeen(
  { written, isWatched }: SimulatedWorld,
  { name, disk }: Install,
): void {
  if (!isWatched) return;
  for (const [path, { kind, content }] of disk.names)
    if (kind === 'file' && !written.has(content) && !path.startsWith('.gatehouse-drive/'))
      assert.match(
        content,
        /^gatehouse \[.*\] [0-9a-f]{64}\n$/,
        `${name} shows half of something at ${path}`,
      );
}
