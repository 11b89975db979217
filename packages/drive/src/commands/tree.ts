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
    tell(call, top, [nameFor(top), ...drawn(top.children ?? [])]);
  },
};

async function grown(remote: DocumentsRemote, item: RemoteItem): Promise<Branch> {
  if (item.kind === 'file') return item;
  const children: Branch[] = [];
  for (const child of inOrder((await remote.list(item.id)).children))
    children.push(await grown(remote, child));
  return { ...item, children };
}

function drawn(branches: readonly Branch[]): string[] {
  return branches.flatMap((branch, at) => {
    const last = at === branches.length - 1;
    const below = drawn(branch.children ?? []).map((line) => (last ? '    ' : '│   ') + line);
    return [`${last ? '└── ' : '├── '}${nameFor(branch)}`, ...below];
  });
}
