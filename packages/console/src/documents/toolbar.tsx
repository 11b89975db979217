import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BellIcon, PlusIcon, RemoveIcon } from '../shell/icons.tsx';
import { useDesk } from './desk.tsx';
import { zipAddress } from './details/file-address.ts';
import { branchQuery, settingsQuery } from './documents-queries.ts';
import { DownloadIcon, KeyboardIcon, LockIcon, MoreIcon, SearchIcon } from './icons.tsx';
import { usePlace } from './place.ts';
import { BinLink, useGo } from './place-link.tsx';
import classes from './toolbar.module.css';
import type { Brought } from './upload/read-drop.ts';
import { UploadMenu } from './upload/upload-menu.tsx';

interface ToolbarProps {
  readonly folder: number | undefined;
  readonly folderId: number | undefined;
  readonly onTrack: () => void;
  readonly mayCreate: boolean;
  readonly words: string;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onBrought: (brought: readonly Brought[]) => void;
}

/** What can be done in a folder, and the search. */
export function Toolbar({ folder, folderId, onTrack, mayCreate, words, search, onBrought }: ToolbarProps) {
  const { t } = useTranslation();
  const { begin } = useDesk();
  return (
    <div className={classes.bar}>
      <SearchBox folder={folder} words={words} field={search} />
      <div className={classes.buttons}>
        {mayCreate && (
          <>
            <Button
              variant="default"
              leftSection={<PlusIcon size={18} />}
              onClick={() => begin({ what: 'new-folder' })}
            >
              {t('documents.new_folder')}
            </Button>
            <UploadMenu onBrought={onBrought} />
          </>
        )}
        <More folderId={folderId} onTrack={onTrack} />
      </div>
    </div>
  );
}

/** As one types; the address of the page follows, so that a search can be sent to somebody. */
function SearchBox({
  folder,
  words,
  field,
}: {
  folder: number | undefined;
  words: string;
  field: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const go = useGo();
  const [text, setText] = useState(words);
  useEffect(() => setText(words), [words]);
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search}
      aria-label={t('documents.search')}
      placeholder={t('documents.search')}
      leftSection={<SearchIcon size={18} />}
      value={text}
      maxLength={200}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        const q = value.trim();
        go({ ...(folder !== undefined && { folder }), ...(q !== '' && { q }) }, { replace: words !== '' });
      }}
    />
  );
}

function More({ folderId, onTrack }: Pick<ToolbarProps, 'folderId' | 'onTrack'>) {
  const { t } = useTranslation();
  const place = usePlace();
  const { begin } = useDesk();
  const { data: root } = useQuery(branchQuery(place, undefined));
  const { data: settings } = useQuery(settingsQuery(place));
  // The server lists it for those who may look into it, once something has been deleted.
  const hasBin = root?.folders.some((item) => item.is_recycle_bin) === true;
  return (
    <Menu width={260}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('documents.more')}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {folderId !== undefined && (
          <Menu.Item
            component="a"
            href={zipAddress(place, folderId)}
            download=""
            leftSection={<DownloadIcon size={18} />}
          >
            {t('documents.zip')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<BellIcon size={18} />} onClick={onTrack}>
          {t('documents.track_folder')}
        </Menu.Item>
        {hasBin && (
          <Menu.Item
            renderRoot={(props: object) => <BinLink place={place} {...props} />}
            leftSection={<RemoveIcon size={18} />}
          >
            {t('documents.bin')}
          </Menu.Item>
        )}
        {settings?.can_update === true && (
          <Menu.Item leftSection={<LockIcon size={18} />} onClick={() => begin({ what: 'settings' })}>
            {t('documents.settings')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<KeyboardIcon size={18} />} onClick={() => begin({ what: 'shortcuts' })}>
          {t('documents.shortcuts')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
