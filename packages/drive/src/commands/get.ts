import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Damaged, saveFile } from '../disk/save-file.ts';
import { bytesFrom } from '../documents-api/download.ts';
import { told } from '../documents-api/problems.ts';
import { latestOf } from '../documents-api/remote-item.ts';
import { silenceOf } from '../documents-api/silence.ts';
import { isPlainName } from '../names/plain-name.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { progress } from '../terminal/progress.ts';
import { bytes } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { localFailure } from './local-failure.ts';
import { findFile } from './remote-path.ts';
import type { Call, Verb } from './verb.ts';

export const get: Verb = {
  name: 'get',
  takes: 'PATH [TO]',
  about: 'verb.get',
  options: ['company', 'project', 'force', 'version'],
  examples: ['get /Drawings/A-101.pdf --project 42', 'get /Drawings/A-101.pdf old.pdf --version 1'],
  async run(call) {
    const { args, given, world } = call;
    const [path = '', to] = args;
    const { remote, api, scope } = await call.place();
    const { id, name } = await findFile(remote, path);
    const version = await wanted(call, path, await told('read', () => api.files.show(scope, id)));
    const target = await targetOf(world.cwd, to, name);
    const replace = given.force === true;
    // Before the bytes are fetched; the one that names the file asks again.
    await mustBeFree(target, replace);
    const bar = progress(call, name, version.size, world.now);
    try {
      const chunks = counted(bytesFrom(api, scope, version, 0, silenceOf(world.env)), bar.advance);
      const promised = { size: version.size, sha256: version.sha256?.toLowerCase() };
      await saveFile(target, chunks, promised, { partialId: world.randomId(), replace });
    } catch (error) {
      if (error instanceof Damaged) throw new Failure(1, 'error.damaged');
      throw error instanceof DiskProblem ? localFailure(error, target) : error;
    } finally {
      bar.end();
    }
    const { size, sha256 } = version;
    tell(call, { id, name, size, sha256, path: target }, [
      call.t('done.get', { name, size: bytes(size), path: target }),
    ]);
  },
};

type Versions = Parameters<typeof latestOf>[0];

async function wanted({ given }: Call, path: string, { file_versions }: { file_versions: Versions }) {
  const found =
    given.version === undefined
      ? latestOf(file_versions)
      : file_versions.find(({ number }) => String(number) === given.version);
  if (found === undefined)
    throw new Failure(5, 'error.no-version', { path, number: String(given.version ?? 1) });
  const { url, size, sha256 }: { url: string; size: number; sha256?: string } = found;
  return { url, size, sha256 };
}

/** A folder of this machine keeps the file's own name, which must not lead out of it. */
async function targetOf(cwd: string, to: string | undefined, name: string): Promise<string> {
  const path = resolve(cwd, to ?? '.');
  const isFolder = to === undefined || (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const own = isFolder ? name : basename(path);
  if (!isPlainName(own)) throw new Failure(5, 'error.bad-name', { name: own });
  return isFolder ? join(path, name) : path;
}

async function mustBeFree(path: string, replace: boolean): Promise<void> {
  const folder = dirname(path);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
    throw new Failure(5, 'error.local-no-folder', { path: folder });
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return;
  // A device or a folder is never given up for a file.
  if (!there.isFile()) throw new Failure(5, 'error.local-no-file', { path });
  if (!replace) throw new Failure(5, 'error.local-taken', { path });
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (length: number) => void) {
  for await (const chunk of chunks) {
    yield chunk;
    count(chunk.length);
  }
}
