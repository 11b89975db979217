import type { KeyboardEvent } from 'react';
import type { TreeNode } from './nodes.ts';

interface TreeKeys {
  readonly nodes: readonly TreeNode[];
  readonly here: TreeNode | undefined;
  readonly goTo: (node: TreeNode) => void;
  readonly toggle: (node: TreeNode, open: boolean) => void;
  readonly choose: (node: TreeNode) => void;
}

/** What the keys do in a tree, as the ARIA pattern has it. */
export function treeKeys({ nodes, here, goTo, toggle, choose }: TreeKeys) {
  return (event: KeyboardEvent): void => {
    if (here === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = nodes.indexOf(here);
    const to = (node: TreeNode | undefined) => node && goTo(node);
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => to(nodes[at + 1]),
      ArrowUp: () => to(nodes[at - 1]),
      Home: () => to(nodes[0]),
      End: () => to(nodes.at(-1)),
      ArrowRight: () => (here.expanded ? to(nodes[at + 1]) : here.expandable && toggle(here, true)),
      ArrowLeft: () => (here.expanded ? toggle(here, false) : to(nodes.find(({ id }) => id === here.parent))),
      Enter: () => choose(here),
      ' ': () => choose(here),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}
