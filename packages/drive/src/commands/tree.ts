import type { DocumentsRemote } from '../documents-api/documents-remote.ts';
import type { RemoteItem } from '../ports/remote.ts';
import { tell } from '../terminal/terminal.ts';
import { inOrder, nameFor } from './ls.ts';
import { findFolder } from './remote-path.ts';
import type { Verb } from './verb.ts';

interface Branch extends RemoteItem {
  readonly children?: readonly Branch[];
}

export const tree: Verb = {
  name: 'tree',
  takes: '[PATH]',
  about: 'verb.tree',
  options: ['company', 'project'],
  examples: ['tree /Drawings --project 42'],
  async run(call) {
    const { remote } = await call.place();
    const top = await grown(remote, await findFolder(remote, call.args[0] ?? '/'));
    const label = (each: RemoteItem) =>
      each.isPrivate === true ? `${nameFor(each)} (${call.t('private')})` : nameFor(each);
    tell(call, top, [label(top), ...drawn(top.children ?? [], label)]);
  },
};

/** @param way the folders above it: what was moved meanwhile, or a server that errs, may lead round in a circle */
async function grown(
  remote: DocumentsRemote,
  item: RemoteItem,
  way: ReadonlySet<number> = new Set(),
): Promise<Branch> {
  if (item.kind === 'file' || way.has(item.id)) return item;
  const below = new Set([...way, item.id]);
  const children: Branch[] = [];
  for (const child of inOrder((await remote.list(item.id)).children))
    children.push(await grown(remote, child, below));
  return { ...item, children };
}

function drawn(branches: readonly Branch[], label: (each: RemoteItem) => string): string[] {
  return branches.flatMap((branch, at) => {
    const last = at === branches.length - 1;
    const below = drawn(branch.children ?? [], label).map((line) => (last ? '    ' : '│   ') + line);
    return [`${last ? '└── ' : '├── '}${label(branch)}`, ...below];
  });
}
