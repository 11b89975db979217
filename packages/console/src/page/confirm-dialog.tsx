import { Button, Group, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
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
  /** Something is missing, or stands in the way: it cannot be confirmed. */
  readonly refused?: boolean;
  readonly size?: 'lg';
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
  const { opened, title, confirm, failed, danger, refused, size, pending } = props;
  const { error, onCancel, onConfirm, onClosed } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      onExitTransitionEnd={() => onClosed?.()}
      withCloseButton={false}
      centered
      padding="lg"
      {...(size !== undefined && { size })}
    >
      {/* Not Modal's own header: its <header> would count as a second banner of the page. */}
      <Modal.Title className={classes.title}>{title}</Modal.Title>
      <form onSubmit={submit}>
        {props.children}
        <Refusal error={error} title={failed} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onCancel} data-autofocus={danger === true || undefined}>
            {t('dialog.cancel')}
          </Button>
          <Button
            {...(danger === true && { color: 'red.8' })}
            type="submit"
            loading={pending}
            disabled={refused === true}
          >
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
