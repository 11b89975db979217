import type { PermissionGroup } from '@gatehouse/wire';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { RemoveDialog } from '../company/remove-dialog.tsx';
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
  return (
    <RemoveDialog
      item={group}
      title={(item) => t('groups.delete.named', { name: item?.name ?? '' })}
      confirm={t('groups.delete')}
      failed={t('groups.failed')}
      remove={(companyId, id) => gatehouse.permissionGroups.delete(companyId, id)}
      onClose={onClose}
    >
      {t('groups.delete.words')}
    </RemoveDialog>
  );
}
