import { Button, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { LoadFailure } from '../page/load-failure.tsx';
import { FileIcon, FolderIcon } from '../shell/icons.tsx';
import classes from './explain.module.css';
import { folderQuery } from './explain-queries.ts';

export interface PickedItem {
  readonly id: number;
  readonly name: string;
}

interface ItemPickerProps {
  readonly projectId: number | undefined;
  readonly value: PickedItem | undefined;
  readonly onChange: (item: PickedItem | undefined) => void;
}

/** A file or folder, found by walking down from the top. Without one, the question is about the tool itself. */
export function ItemPicker({ projectId, value, onChange }: ItemPickerProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = useRef<HTMLButtonElement>(null);
  return (
    <fieldset className={classes.item}>
      <legend>{t('explain.item')}</legend>
      <p className={classes.chosen}>
        <span>{value?.name ?? t('explain.item.none')}</span>
        <Button
          ref={choose}
          size="compact-sm"
          variant="default"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t('explain.item.choose')}
        </Button>
        {value !== undefined && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(undefined)}>
            {t('explain.item.clear')}
          </Button>
        )}
      </p>
      {open && (
        <Entries
          projectId={projectId}
          onChoose={(item) => {
            setOpen(false);
            // What was chosen is gone from the page, and the keyboard with it.
            choose.current?.focus();
            onChange(item);
          }}
        />
      )}
    </fieldset>
  );
}

interface EntriesProps {
  readonly projectId: number | undefined;
  readonly onChoose: (item: PickedItem) => void;
}

function Entries({ projectId, onChoose }: EntriesProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState<number>();
  const { data: folder, error, refetch } = useQuery(folderQuery(useCompanyId(), projectId, at));
  if (error !== null && folder === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (folder === undefined) return null;
  const { parent_id: parent, folders, files } = folder;
  return (
    <>
      {parent !== null && (
        <p className={classes.chosen}>
          <Button size="compact-sm" variant="subtle" onClick={() => setAt(parent)}>
            {t('explain.item.up')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChoose({ id: folder.id, name: folder.name_with_path })}
          >
            {t('explain.item.this', { name: folder.name })}
          </Button>
        </p>
      )}
      <ul className={classes.entries} aria-label={folder.name_with_path}>
        {folders.map(({ id, name }) => (
          <li key={`folder-${id}`}>
            <UnstyledButton className={classes.entry} onClick={() => setAt(id)}>
              <FolderIcon size={18} />
              {name}
            </UnstyledButton>
          </li>
        ))}
        {files.map(({ id, name }) => (
          <li key={`file-${id}`}>
            <UnstyledButton className={classes.entry} onClick={() => onChoose({ id, name })}>
              <FileIcon size={18} />
              {name}
            </UnstyledButton>
          </li>
        ))}
        {folders.length + files.length === 0 && <li>{t('explain.item.empty')}</li>}
      </ul>
    </>
  );
}
