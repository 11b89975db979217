import { Button, Menu } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FolderIcon, PageIcon, UploadIcon } from '../icons.tsx';
import { type Brought, readChosen } from './read-drop.ts';
import classes from './upload-menu.module.css';

// React's types do not know the attribute.
const wholeFolder = { webkitdirectory: '' };

/** Chooses files, or a whole folder, of this machine. */
export function UploadMenu({ onBrought }: { onBrought: (brought: readonly Brought[]) => void }) {
  const { t } = useTranslation();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (input: HTMLInputElement) => {
    onBrought(readChosen(input.files ?? []));
    // The same files can be chosen again.
    input.value = '';
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<UploadIcon size={18} />}>{t('documents.upload')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<PageIcon size={18} />} onClick={() => files.current?.click()}>
            {t('documents.upload.files')}
          </Menu.Item>
          <Menu.Item leftSection={<FolderIcon size={18} />} onClick={() => folder.current?.click()}>
            {t('documents.upload.folder')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={files}
        type="file"
        multiple
        className={classes.input}
        tabIndex={-1}
        aria-label={t('documents.upload.files')}
        onChange={({ currentTarget }) => chosen(currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        {...wholeFolder}
        className={classes.input}
        tabIndex={-1}
        aria-label={t('documents.upload.folder')}
        onChange={({ currentTarget }) => chosen(currentTarget)}
      />
    </>
  );
}
