import type { App, Collaborator } from '@gatehouse/wire';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { usePerson } from '../../api/session.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';

interface RemoveDialogProps {
  readonly app: App;
  /** The collaborator in question; none while the dialog is closed. */
  readonly collaborator: Collaborator | undefined;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

/** Removes somebody; whoever removes themselves is led back to the apps that are left. */
export function RemoveDialog({ app, collaborator, onDone, onClosed }: RemoveDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const navigate = useNavigate();
  const me = usePerson();
  const last = useRef(collaborator);
  if (collaborator !== undefined) last.current = collaborator;
  const name = last.current?.person.name ?? '';
  const isMe = last.current?.person.id === me.id;
  const remove = useAppChange(
    ({ person }: Collaborator) => gatehouse.appCollaborators.remove(app.id, person.id),
    async () => {
      onDone();
      if (isMe) await navigate({ to: '/developer/apps' });
      notice('done', t('team.removed', { name }));
    },
  );
  return (
    <ConfirmDialog
      opened={collaborator !== undefined}
      title={isMe ? t('team.leave.title') : t('team.remove.title', { name })}
      confirm={isMe ? t('team.leave') : t('team.remove')}
      failed={t('team.remove.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={() => {
        remove.reset();
        onDone();
      }}
      onConfirm={() => collaborator && remove.mutate(collaborator)}
      onClosed={onClosed}
    >
      {t('team.remove.effect', { name })}
    </ConfirmDialog>
  );
}
