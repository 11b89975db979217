import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLast } from '../../company/use-last.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { focusList } from '../dialogs/focus-list.ts';
import classes from './clash-dialog.module.css';
import type { Clash, NameClash } from './line.ts';
import { uploads } from './upload-queue.ts';
import { useUploads } from './use-uploads.ts';

const choices = ['version', 'both', 'skip'] as const satisfies readonly Clash[];

/** Asks what to do with files whose names are taken: for all at once, or one by one. */
export function ClashDialog() {
  const { t } = useTranslation();
  const { asked } = useUploads();
  const shown = useLast(asked) ?? [];
  const [forAll, setForAll] = useState<Clash>('version');
  const [forOne, setForOne] = useState<ReadonlyMap<number, Clash>>(new Map());
  const choiceOf = ({ key, mayAddVersion }: NameClash): Clash => {
    const choice = forOne.get(key) ?? forAll;
    return choice === 'version' && !mayAddVersion ? 'both' : choice;
  };
  const finish = (choice: ReadonlyMap<number, Clash>) => {
    setForAll('version');
    setForOne(new Map());
    uploads.answer(choice);
  };
  const options = (mayAddVersion: boolean) =>
    choices
      .filter((choice) => choice !== 'version' || mayAddVersion)
      .map((choice) => ({ value: choice, label: t(`documents.clash.${choice}`) }));
  return (
    <ConfirmDialog
      opened={asked !== undefined}
      title={t('documents.clash.title', { count: shown.length })}
      confirm={t('documents.clash.confirm')}
      failed={t('documents.upload.failed')}
      pending={false}
      error={null}
      onCancel={() => finish(new Map())}
      onClosed={focusList}
      onConfirm={() => finish(new Map(shown.map((clash) => [clash.key, choiceOf(clash)])))}
    >
      <p className={classes.words}>{t('documents.clash.words')}</p>
      {shown.length > 1 && (
        <NativeSelect
          label={t('documents.clash.all')}
          data={options(shown.some(({ mayAddVersion }) => mayAddVersion))}
          value={forAll}
          mb="sm"
          onChange={({ currentTarget }) => {
            setForAll(currentTarget.value as Clash);
            setForOne(new Map());
          }}
        />
      )}
      <ul className={classes.list}>
        {shown.map((clash) => (
          <li key={clash.key}>
            <NativeSelect
              label={[...clash.path, clash.name].join(' / ')}
              data={options(clash.mayAddVersion)}
              value={choiceOf(clash)}
              onChange={({ currentTarget }) =>
                setForOne(new Map(forOne).set(clash.key, currentTarget.value as Clash))
              }
            />
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
