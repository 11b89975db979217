import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { Entry } from './entry.ts';
import { nothing, type Selection } from './selection.ts';

export type DetailsTab = 'facts' | 'versions' | 'access' | 'tracking';

/** What is being done, and to what: the dialog or drawer that is open. */
export type Doing =
  | { readonly what: 'new-folder' | 'shortcuts' | 'settings' }
  | { readonly what: 'rename' | 'preview'; readonly entry: Entry }
  | { readonly what: 'details'; readonly entry: Entry; readonly tab: DetailsTab }
  | { readonly what: 'move' | 'copy' | 'delete'; readonly entries: readonly Entry[] };

export interface Desk {
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly doing: Doing | undefined;
  readonly begin: (doing: Doing | undefined) => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/** What the person has in hand on this page. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === undefined) throw new Error('There is no desk around this component.');
  return desk;
}

export function DeskProvider({ children }: { children: ReactNode }) {
  const [selection, select] = useState(nothing);
  const [doing, begin] = useState<Doing>();
  const desk = useMemo(() => ({ selection, select, doing, begin }), [selection, doing]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}
