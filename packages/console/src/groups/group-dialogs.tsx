import type { PermissionGroup } from '@gatehouse/wire';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';

interface NameGroupDialogProps {
  readonly opened: boolean;
  /** The group whose name changes; without one a new group gets its name. */
  readonly group: PermissionGroup | undefined;
  readonly onClose: () => void;
}

export function NameGroupDialog({ opened, group, onClose }: NameGroupDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(group?.name ?? '');
  const done = () => {
    setName('');
    onClose();
  };
  const save = useCompanyChange(
    (companyId, wanted: string) =>
      group === undefined
        ? gatehouse.permissionGroups.create(companyId, wanted)
        : gatehouse.permissionGroups.rename(companyId, group.id, wanted),
    done,
  );
  return (
    <ConfirmDialog
      opened={opened}
      title={group === undefined ? t('groups.create') : t('groups.rename.named', { name: group.name })}
      confirm={t('groups.save')}
      failed={t('groups.failed')}
      refused={name.trim() === ''}
      pending={save.isPending}
      error={save.error}
      onCancel={() => {
        save.reset();
        done();
      }}
      onConfirm={() => save.mutate(name.trim())}
      onClosed={focusHeadingIfLost}
    >
      <TextInput
        label={t('groups.name')}
        value={name}
        required
        maxLength={255}
        autoComplete="off"
        data-autofocus
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

interface DeleteGroupDialogProps {
  readonly group: PermissionGroup | undefined;
  readonly onClose: () => void;
}

export function DeleteGroupDialog({ group, onClose }: DeleteGroupDialogProps) {
  const { t } = useTranslation();
  const last = useLast(group);
  const remove = useCompanyChange(
    (companyId, id: number) => gatehouse.permissionGroups.delete(companyId, id),
    onClose,
  );
  return (
    <ConfirmDialog
      opened={group !== undefined}
      title={t('groups.delete.named', { name: last?.name ?? '' })}
      confirm={t('groups.delete')}
      failed={t('groups.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={() => {
        remove.reset();
        onClose();
      }}
      onConfirm={() => {
        if (group !== undefined) remove.mutate(group.id);
      }}
      onClosed={focusHeadingIfLost}
    >
      {t('groups.delete.words')}
    </ConfirmDialog>
  );
}
