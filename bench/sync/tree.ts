import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const perFolder = 90;

/** Small files of 1 to 16 KiB in folders of ninety: what a drawing set looks like, and the same in every run. */
export async function makeSmallFiles(folder: string, count: number, largest = 16 * 1024): Promise<void> {
  const bytes = noise();
  for (let index = 0; index < count; index += 1) {
    const inside = join(folder, `Folder ${Math.floor(index / perFolder)}`);
    if (index % perFolder === 0) await mkdir(inside, { recursive: true });
    const size = largest / 16 + ((index * 7919) % (largest - largest / 16));
    await writeFile(join(inside, `File ${index}.txt`), bytes(size));
  }
}

export async function makeLargeFile(folder: string, size: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bytes = noise();
  const file = await open(join(folder, 'Large.bin'), 'w');
  for (let left = size; left > 0; left -= 2 ** 20) await file.writeFile(bytes(Math.min(left, 2 ** 20)));
  await file.close();
}

/** Bytes that do not compress, and are the same in every run. */
function noise(): (size: number) => Buffer {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  return (size) => cipher.update(Buffer.alloc(size));
}

/** @throws AssertionError unless every file of one folder is in the other, byte for byte. */
export async function assertHasAll(copy: string, original: string): Promise<void> {
  for (const entry of await readdir(original, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    await assertSame(join(copy, path.slice(original.length)), path);
  }
}

async function assertSame(copy: string, original: string): Promise<void> {
  const { size } = await stat(original);
  assert.equal((await stat(copy)).size, size, copy);
  if (size < 2 ** 20) return assert.deepEqual(await readFile(copy), await readFile(original), copy);
  const copied = createReadStream(copy, { highWaterMark: 2 ** 20 })[Symbol.asyncIterator]();
  for await (const chunk of createReadStream(original, { highWaterMark: 2 ** 20 }))
    assert.ok((await copied.next()).value?.equals(chunk), copy);
}
