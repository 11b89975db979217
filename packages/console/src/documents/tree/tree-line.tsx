import { ChevronIcon } from '../../shell/icons.tsx';
import { FolderIcon } from '../icons.tsx';
import classes from './folder-tree.module.css';
import type { TreeNode } from './nodes.ts';

interface TreeLineProps {
  readonly node: TreeNode;
  readonly current: boolean;
  /** The line on which the keyboard stands, or would stand. */
  readonly here: boolean;
  readonly onChoose: (node: TreeNode) => void;
  readonly onToggle: (node: TreeNode, open: boolean) => void;
}

export function TreeLine({ node, current, here, onChoose, onToggle }: TreeLineProps) {
  return (
    <li
      role="treeitem"
      data-id={node.id}
      data-level={Math.min(node.level, 6)}
      aria-level={node.level}
      aria-selected={current}
      {...(node.expandable && { 'aria-expanded': node.expanded })}
      tabIndex={here ? 0 : -1}
      className={classes.node}
      onClick={(event) => {
        const twisted = (event.target as Element).closest('[data-twist]') !== null;
        if (twisted && node.expandable) onToggle(node, !node.expanded);
        else onChoose(node);
      }}
    >
      <span className={classes.twist} data-twist data-open={node.expanded}>
        {node.expandable && <ChevronIcon size={16} />}
      </span>
      <FolderIcon size={18} />
      <span className={classes.label}>{node.name}</span>
    </li>
  );
}
