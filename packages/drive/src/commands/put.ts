import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileContent } from '../disk/file-content.ts';
import type { DocumentsRemote } from '../documents-api/documents-remote.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { RemoteItem, UploadContent } from '../ports/remote.ts';
import { progress } from '../terminal/progress.ts';
import { bytes } from '../terminal/table.ts';
import { printable, tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { localFailure } from './local-failure.ts';
import { findFolder } from './remote-path.ts';
import type { Call, Verb } from './verb.ts';

export const put: Verb = {
  name: 'put',
  takes: 'FILE… FOLDER',
  about: 'verb.put',
  options: ['company', 'project'],
  examples: ['put plan.pdf /Drawings --project 42', 'put *.jpg /Photos -p 42'],
  async run(call) {
    const { remote } = await call.place();
    const files = call.args.slice(0, -1).map((file) => resolve(call.world.cwd, file));
    for (const file of files) await mustBeFile(file);
    const folder = await findFolder(remote, call.args.at(-1) ?? '/');
    const { children } = await remote.list(folder.id);
    const sent: { item: RemoteItem; isNew: boolean }[] = [];
    for (const file of files) sent.push(await send(call, remote, folder.id, children, file));
    tell(
      call,
      sent.map(({ item, isNew }) => ({ ...item, isNew })),
      sent.map(({ item, isNew }) =>
        call.t(isNew ? 'done.put' : 'done.version', { name: item.name, size: bytes(item.size ?? 0) }),
      ),
    );
  },
};

async function mustBeFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Failure(5, 'error.local-missing', { path });
  if (!found.isFile()) throw new Failure(5, 'error.local-folder', { path });
}

async function send(
  call: Call,
  remote: DocumentsRemote,
  parentId: number,
  children: readonly RemoteItem[],
  path: string,
) {
  const { world } = call;
  const name = basename(path).normalize('NFC');
  // A server may take no spaces around a name.
  const files = children.filter(({ kind }) => kind === 'file');
  const there =
    files.find((file) => file.name.normalize('NFC') === name) ??
    files.find((file) => file.name.normalize('NFC') === name.trim());
  const content = await fileContent(path).catch((error: unknown) => {
    throw error instanceof DiskProblem ? localFailure(error, path) : error;
  });
  const bar = progress(call, name, content.size, world.now);
  const journal = { token: world.randomId(), resume: undefined, keep: async () => {} };
  const to = there === undefined ? { parentId, name } : { fileId: there.id, expected: there.version };
  try {
    const item = await remote.upload(to, watched(content, bar.advance), journal);
    return { item, isNew: there === undefined };
  } catch (error) {
    // Of several files a person wants to know which.
    if (!call.json && call.args.length > 2)
      call.err.write(`${call.t('put.failed', { name: printable(name) })}\n`);
    throw error;
  } finally {
    bar.end();
  }
}

/** Counts what is sent. */
function watched(content: UploadContent, count: (length: number) => void): UploadContent {
  return {
    ...content,
    async *open(from, to) {
      for await (const chunk of content.open(from, to)) {
        yield chunk;
        count(chunk.length);
      }
    },
  };
}
