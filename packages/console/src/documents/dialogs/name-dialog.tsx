import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { useLast } from '../../company/use-last.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useDesk } from '../desk.tsx';
import type { Entry } from '../entry.ts';
import { useDocumentsChange } from '../place.ts';
import { focusList } from './focus-list.ts';

/** Names a new folder, or renames an item. */
export function NameDialog({ folderId }: { folderId: number }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { doing, begin } = useDesk();
  const renamed = doing?.what === 'rename' ? doing.entry : undefined;
  const opened = renamed !== undefined || doing?.what === 'new-folder';
  const shown = useLast(opened ? { renamed } : undefined);
  const [name, setName] = useState('');
  useEffect(() => {
    if (opened) setName(renamed?.name ?? '');
  }, [opened, renamed]);
  const save = useDocumentsChange(
    async (place, wish: { entry: Entry | undefined; name: string }) => {
      const { entry, name: wanted } = wish;
      if (entry === undefined) await gatehouse.folders.create(place, { name: wanted, parent_id: folderId });
      else if (entry.kind === 'folder') await gatehouse.folders.update(place, entry.id, { name: wanted });
      else await gatehouse.files.update(place, entry.id, { name: wanted });
    },
    (_answer, wish) => {
      begin(undefined);
      notice(
        'done',
        t(wish.entry ? 'documents.rename.done' : 'documents.new_folder.done', { name: wish.name }),
      );
    },
  );
  const close = () => {
    save.reset();
    begin(undefined);
  };
  const rename = shown?.renamed !== undefined;
  const wanted = name.trim();
  return (
    <ConfirmDialog
      opened={opened}
      title={t(rename ? 'documents.rename.title' : 'documents.new_folder')}
      confirm={t(rename ? 'documents.rename' : 'documents.new_folder.confirm')}
      failed={t(rename ? 'documents.rename.failed' : 'documents.new_folder.failed')}
      refused={wanted === '' || wanted.includes('/') || wanted === shown?.renamed?.name}
      pending={save.isPending}
      error={save.error}
      onCancel={close}
      onClosed={focusList}
      onConfirm={() => save.mutate({ entry: renamed, name: wanted })}
    >
      <TextInput
        label={t('documents.name')}
        value={name}
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        error={wanted.includes('/') ? t('documents.name.slash') : undefined}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onFocus={({ currentTarget }) => selectStem(currentTarget)}
      />
    </ConfirmDialog>
  );
}

/** `Plan` of `Plan.pdf`: what is renamed is rarely the ending. */
function selectStem(field: HTMLInputElement): void {
  const dot = field.value.lastIndexOf('.');
  field.setSelectionRange(0, dot > 0 ? dot : field.value.length);
}
