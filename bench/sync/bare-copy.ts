// Copies a folder as the simplest program of Node would that hashes each file and has it on the disk before it goes on:
//   node bare-copy.ts <from> <to>
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { taken } from './command.ts';
import type { Contestant } from './contestant.ts';

const program = fileURLToPath(import.meta.url);
const atATime = 16;

/** What the disk and the digest cost one end of any tool, with no network, no decision and no record of anything. */
export const bareCopy: Contestant = {
  name: `bare copy by Node, ${atATime} at a time, each hashed and synced, no network`,
  missing: () => undefined,
  async open(source, room) {
    const copy = () => taken([process.execPath, program, source, join(room, 'copy')], {});
    return { up: copy, again: copy, down: undefined, close: async () => undefined };
  },
};

async function copyAll(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const inside = ({ parentPath, name }: { parentPath: string; name: string }) =>
    join(parentPath, name).slice(from.length);
  const folders = ['', ...entries.filter((entry) => entry.isDirectory()).map(inside)];
  for (const folder of folders) await mkdir(join(to, folder), { recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(inside);
  const lane = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop())
      await copyOne(join(from, file), join(to, file));
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  for (const folder of folders) {
    await using opened = await open(join(to, folder));
    await opened.sync();
  }
}

async function copyOne(from: string, to: string): Promise<string> {
  await using source = await open(from);
  await using target = await open(to, 'w');
  const hash = createHash('sha256');
  const room = Buffer.allocUnsafeSlow(1024 * 1024);
  for (let bytes = await filled(source, room); bytes.length > 0; bytes = await filled(source, room)) {
    const written = target.writeFile(bytes);
    hash.update(bytes);
    await written;
  }
  await target.sync();
  return hash.digest('hex');
}

async function filled(file: FileHandle, room: Buffer): Promise<Buffer> {
  const { bytesRead } = await file.read(room);
  return room.subarray(0, bytesRead);
}

const [, started, from, to] = process.argv;
if (started === program && from !== undefined && to !== undefined) await copyAll(from, to);
