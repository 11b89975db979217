import type { Folder } from '@gatehouse/wire';

/** A line of the tree. */
export interface TreeNode {
  readonly id: number;
  readonly name: string;
  readonly level: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  readonly parent: number | undefined;
}

/** The folders in view, in the order of the lines: those below an open folder follow it. */
export function nodesOf(
  root: Folder,
  branchOf: (id: number) => Folder | undefined,
  open: ReadonlySet<number>,
  locale: string,
): TreeNode[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const nodes: TreeNode[] = [];
  const add = (
    folder: Pick<Folder, 'id' | 'name' | 'has_children_folders'>,
    level: number,
    parent?: number,
  ) => {
    const { id, name, has_children_folders: expandable } = folder;
    const expanded = expandable && open.has(id);
    nodes.push({ id, name, level, expandable, expanded, parent });
    if (!expanded) return;
    const below = [...(branchOf(id)?.folders ?? [])].sort((a, b) => compare(a.name, b.name));
    for (const child of below) if (!child.is_recycle_bin) add(child, level + 1, id);
  };
  add(root, 1);
  return nodes;
}
