import type { DocumentsScope } from '@gatehouse/client';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { branchQuery } from '../documents-queries.ts';
import classes from './folder-tree.module.css';
import { nodesOf, type TreeNode } from './nodes.ts';
import { treeKeys } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';

interface FolderTreeProps {
  readonly place: DocumentsScope;
  readonly label: string;
  readonly rootName: string;
  /** The folder one is in, or has chosen. */
  readonly current: number | undefined;
  /** Folders that are to be open. */
  readonly way: readonly number[];
  readonly onChoose: (id: number) => void;
}

/** The folders of a place, each level asked for when it is opened. */
export function FolderTree({ place, label, rootName, current, way, onChoose }: FolderTreeProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const root = useQuery(branchQuery(place, undefined));
  const rootId = root.data?.id;
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const wayKey = [rootId, ...way].join();
  useEffect(() => {
    const ids = wayKey.split(',').filter(Boolean).map(Number);
    setOpen((before) => (ids.every((id) => before.has(id)) ? before : new Set([...before, ...ids])));
  }, [wayKey]);
  const branches = useQueries({
    queries: [...open].filter((id) => id !== rootId).map((id) => branchQuery(place, id)),
  });
  const [active, setActive] = useState<number>();
  const tree = useRef<HTMLUListElement>(null);

  if (root.data === undefined) {
    return root.error === null ? (
      <Waiting label={t('console.loading')} parts={1} />
    ) : (
      <LoadFailure error={root.error} retry={root.refetch} />
    );
  }
  const known = [root.data, ...branches.flatMap(({ data }) => data ?? [])];
  const branchOf = new Map(known.map((each) => [each.id, each]));
  const nodes = nodesOf({ ...root.data, name: rootName }, (id) => branchOf.get(id), open, locale);
  const here = nodes.find(({ id }) => id === active) ?? nodes.find(({ id }) => id === current) ?? nodes[0];
  const toggle = ({ id }: TreeNode, wanted: boolean) => {
    const next = new Set(open);
    if (wanted) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const goTo = ({ id }: TreeNode) => {
    setActive(id);
    tree.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  };
  const choose = ({ id }: TreeNode) => {
    setActive(id);
    onChoose(id);
  };
  return (
    <ul
      ref={tree}
      role="tree"
      aria-label={label}
      className={classes.tree}
      onKeyDown={treeKeys({ nodes, here, goTo, toggle, choose })}
    >
      {nodes.map((node) => (
        <TreeLine
          key={node.id}
          node={node}
          current={node.id === current}
          here={node === here}
          onChoose={choose}
          onToggle={toggle}
        />
      ))}
    </ul>
  );
}
