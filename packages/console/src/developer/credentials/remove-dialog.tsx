import { useRef } from 'react';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';

interface RemoveDialogProps<Item> {
  /** What is to go; none while the dialog is closed. */
  readonly item: Item | undefined;
  readonly remove: (item: Item) => Promise<unknown>;
  readonly title: (item: Item | undefined) => string;
  readonly words: Readonly<Record<'confirm' | 'failed' | 'effect' | 'done', string>>;
  /** It cannot go as things are; the effect says why. */
  readonly refused?: boolean;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

/** Asks once more before a credential stops working. */
export function RemoveDialog<Item>(props: RemoveDialogProps<Item>) {
  const { item, remove, title, words, refused = false, onDone, onClosed } = props;
  const notice = useNotice();
  // While the dialog fades away its title still names what it was about.
  const last = useRef(item);
  if (item !== undefined) last.current = item;
  const change = useAppChange(remove, () => {
    onDone();
    notice('done', words.done);
  });
  return (
    <ConfirmDialog
      opened={item !== undefined}
      title={title(last.current)}
      confirm={words.confirm}
      failed={words.failed}
      danger
      refused={refused}
      pending={change.isPending}
      error={change.error}
      onCancel={() => {
        change.reset();
        onDone();
      }}
      onConfirm={() => item !== undefined && change.mutate(item)}
      onClosed={onClosed}
    >
      {words.effect}
    </ConfirmDialog>
  );
}
