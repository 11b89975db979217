import type { RemoteItem } from '../ports/remote.ts';
import { bytes, table } from '../terminal/table.ts';
import { printable, tell } from '../terminal/terminal.ts';
import { findItem } from './remote-path.ts';
import type { Verb } from './verb.ts';

export const ls: Verb = {
  name: 'ls',
  takes: '[PATH]',
  about: 'verb.ls',
  options: ['company', 'project'],
  examples: ['ls --project "Mill Street School"', 'ls /Drawings -p 42 --json'],
  async run(call) {
    const { remote } = await call.place();
    const item = await findItem(remote, call.args[0] ?? '/');
    const items = item.kind === 'folder' ? inOrder((await remote.list(item.id)).children) : [item];
    const rows = items.map((each) => [
      each.isPrivate === true ? call.t('private') : '',
      each.kind === 'folder' ? '' : bytes(each.size ?? 0),
      nameFor(each),
    ]);
    tell(call, items, items.length === 0 ? [call.t('empty')] : table(rows, [1]));
  },
};

/** Folders first, then by name as people sort. */
export function inOrder(items: readonly RemoteItem[]): RemoteItem[] {
  const order = new Intl.Collator(undefined, { numeric: true });
  return items.toSorted((a, b) =>
    a.kind === b.kind ? order.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1,
  );
}

export function nameFor({ name, kind }: RemoteItem): string {
  return printable(kind === 'folder' ? `${name}/` : name);
}
