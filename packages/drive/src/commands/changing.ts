import type { DocumentsRemote } from '../documents-api/documents-remote.ts';
import { told } from '../documents-api/problems.ts';
import type { RemoteItem } from '../ports/remote.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { childOf, findFolder, findItem, namesOf, rootOf, shown } from './remote-path.ts';
import { misused, type Verb } from './verb.ts';

const inPlace = ['company', 'project'] as const;

export const mkdir: Verb = {
  name: 'mkdir',
  takes: 'PATH',
  about: 'verb.mkdir',
  options: inPlace,
  examples: ['mkdir /Drawings/Structural --project 42'],
  async run(call) {
    const { remote } = await call.place();
    const names = namesOf(call.args[0] ?? '');
    const { parent, name } = await target(remote, names);
    const item = await remote.createFolder({ parentId: parent.id, name }, call.world.randomId());
    // A server may take a name otherwise than it was written, without the spaces around it.
    tell(call, item, [call.t('done.mkdir', { path: shown([...names.slice(0, -1), item.name]) })]);
  },
};

export const mv: Verb = {
  name: 'mv',
  takes: 'FROM TO',
  about: 'verb.mv',
  options: inPlace,
  examples: ['mv /Inbox/plan.pdf /Drawings', 'mv /Drawings/A.pdf /Drawings/B.pdf'],
  async run(call) {
    const { remote } = await call.place();
    const [from = '', to = ''] = call.args;
    const item = await notRoot(remote, from);
    const place = await destination(remote, to, item.name);
    const moved = await remote.move(item, place, item.version);
    tell(call, moved, [call.t('done.mv', { from, to: shown(place.names) })]);
  },
};

export const cp: Verb = {
  name: 'cp',
  takes: 'FROM TO',
  about: 'verb.cp',
  options: inPlace,
  examples: ['cp /Drawings/A.pdf /Archive', 'cp /Drawings /Archive/2026'],
  async run(call) {
    const { remote, api, scope } = await call.place();
    const [from = '', to = ''] = call.args;
    const item = await notRoot(remote, from);
    const { parentId, name, names } = await destination(remote, to, item.name);
    const copy = { parent_id: parentId, name };
    const { id } = await told(
      'write',
      async (): Promise<{ id: number }> =>
        item.kind === 'file'
          ? await api.files.copy(scope, item.id, copy)
          : await api.folders.copy(scope, item.id, copy),
    );
    tell(call, { id, kind: item.kind, parentId, name }, [call.t('done.cp', { from, to: shown(names) })]);
  },
};

export const rm: Verb = {
  name: 'rm',
  takes: 'PATH…',
  about: 'verb.rm',
  options: inPlace,
  examples: ['rm /Drawings/old.pdf --project 42'],
  async run(call) {
    const { remote } = await call.place();
    // All are looked up first: a mistyped name takes nothing with it.
    const items: { path: string; item: RemoteItem }[] = [];
    for (const path of call.args) items.push({ path, item: await notRoot(remote, path) });
    for (const { item } of items) await remote.remove(item, item.version);
    tell(
      call,
      items.map(({ item }) => item),
      items.map(({ path }) => call.t('done.rm', { path })),
    );
  },
};

export const makePrivate: Verb = {
  name: 'private',
  takes: 'on|off PATH',
  about: 'verb.private',
  options: inPlace,
  examples: ['private on /Contracts --project 42', 'private off /Contracts/summary.pdf -p 42'],
  async run(call) {
    const [wish, path = ''] = call.args;
    if (wish !== 'on' && wish !== 'off') throw misused(makePrivate);
    const { remote } = await call.place();
    const item = await remote.setPrivate(await notRoot(remote, path), wish === 'on');
    tell(call, item, [call.t(wish === 'on' ? 'done.private' : 'done.open', { path })]);
  },
};

async function notRoot(remote: DocumentsRemote, path: string): Promise<RemoteItem> {
  if (namesOf(path).length === 0) throw new Failure(2, 'error.root');
  return await findItem(remote, path);
}

/** The folder that a path ends in, and the name in it. */
async function target(remote: DocumentsRemote, names: readonly string[]) {
  const name = names.at(-1);
  if (name === undefined) throw new Failure(2, 'error.root');
  return { parent: await findFolder(remote, shown(names.slice(0, -1))), name };
}

/** Into a folder that is there, else to a new name, as `mv` and `cp` of a shell do it. */
async function destination(remote: DocumentsRemote, to: string, ownName: string) {
  const names = namesOf(to);
  if (names.length === 0) return { parentId: (await rootOf(remote)).id, name: ownName, names: [ownName] };
  const { parent, name } = await target(remote, names);
  const there = await childOf(remote, parent.id, name);
  return there?.kind === 'folder'
    ? { parentId: there.id, name: ownName, names: [...names, ownName] }
    : { parentId: parent.id, name, names };
}
