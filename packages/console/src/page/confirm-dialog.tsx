import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './confirm-dialog.module.css';
import { Refusal } from './refusal.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** The button's words: what is done, not "OK". */
  readonly confirm: string;
  readonly failed: string;
  readonly danger?: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  readonly onClosed?: () => void;
  /** Says what will happen. */
  readonly children: ReactNode;
}

/** Says what something does before it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  const { opened, title, confirm, failed, danger, pending, error, onCancel, onConfirm, onClosed } = props;
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      onExitTransitionEnd={() => onClosed?.()}
      withCloseButton={false}
      centered
      padding="lg"
    >
      {/* Not Modal's own header: its <header> would count as a second banner of the page. */}
      <Modal.Title className={classes.title}>{title}</Modal.Title>
      {props.children}
      <Refusal error={error} title={failed} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel} data-autofocus={danger === true || undefined}>
          {t('dialog.cancel')}
        </Button>
        <Button {...(danger === true && { color: 'red.8' })} loading={pending} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
