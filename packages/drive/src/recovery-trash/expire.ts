import { joined, type Parts, partialFolder, trashFolder } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import { longestStub, readStub } from '../placeholders/stub.ts';
import { keptIn, purge } from './kept.ts';

const day = 86_400_000;
const longest = 30 * day;
const longestPartial = 7 * day;
/** Of what the volume could hold beside everything else. */
const share = 0.1;

/**
 * Lets go of what the server has as well: after a month, or oldest first when all of it takes more than its share of
 * the disk. The only copy of something goes by a person's word alone. Also the beginnings of downloads that were not
 * gone on with, and placeholders that were taken away and that a loss of power brought back.
 * @returns how many files went
 */
export async function expire(parts: Parts): Promise<number> {
  const { disk, surroundings } = parts;
  const now = surroundings.now();
  const all = keptIn(parts);
  const size = all.reduce((sum, kept) => sum + kept.size, 0);
  const most = all.length === 0 ? 0 : (size + (await disk.free())) * share;
  let sum = 0;
  let gone = 0;
  for (const kept of all) {
    sum += kept.size;
    if (kept.origin === 'unsent' || (now - kept.at < longest && sum <= most)) continue;
    await purge(parts, kept);
    gone += 1;
  }
  return gone + (await dropPartials(parts, now)) + (await dropPlaceholders(parts));
}

/** Nobody lists them, and they are no content. */
async function dropPlaceholders({ state, disk, mountKey }: Parts): Promise<number> {
  let gone = 0;
  for await (const batch of disk.scan([trashFolder], false))
    for (const listing of batch)
      for (const { name, stat } of 'entries' in listing ? listing.entries : []) {
        if (state.notes('trash').has(name) || state.notes('op').has(name)) continue;
        if (stat?.kind !== 'file' || stat.size > longestStub) continue;
        const path = joined(trashFolder, name);
        if (readStub(await bytesOf(disk, path, longestStub), mountKey) === undefined) continue;
        await disk.removeFile(path);
        gone += 1;
      }
  return gone;
}

async function dropPartials({ disk }: Parts, now: number): Promise<number> {
  let gone = 0;
  for await (const batch of disk.scan([partialFolder], false))
    for (const listing of batch)
      for (const { name, stat } of 'entries' in listing ? listing.entries : []) {
        if (stat?.kind !== 'file' || now - Number(stat.mtimeNs / 1_000_000n) < longestPartial) continue;
        await disk.removeFile(joined(partialFolder, name));
        gone += 1;
      }
  return gone;
}
