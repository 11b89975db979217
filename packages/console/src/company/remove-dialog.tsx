import type { ReactNode } from 'react';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useCompanyChange } from './company.ts';
import { useLast } from './use-last.ts';

interface RemoveDialogProps<Item> {
  /** What is to go; none while nobody asks. */
  readonly item: Item | undefined;
  readonly title: (item: Item | undefined) => string;
  readonly confirm: string;
  readonly failed: string;
  readonly remove: (companyId: number, id: number) => Promise<unknown>;
  readonly onClose: () => void;
  /** Says what will happen. */
  readonly children: ReactNode;
}

/** Asks before something of a company goes. */
export function RemoveDialog<Item extends { readonly id: number }>(props: RemoveDialogProps<Item>) {
  const { item, title, confirm, failed, remove, onClose, children } = props;
  const last = useLast(item);
  const change = useCompanyChange(remove, onClose);
  return (
    <ConfirmDialog
      opened={item !== undefined}
      title={title(last)}
      confirm={confirm}
      failed={failed}
      danger
      pending={change.isPending}
      error={change.error}
      onCancel={() => {
        change.reset();
        onClose();
      }}
      onConfirm={() => {
        if (item !== undefined) change.mutate(item.id);
      }}
      onClosed={focusHeadingIfLost}
    >
      {children}
    </ConfirmDialog>
  );
}
