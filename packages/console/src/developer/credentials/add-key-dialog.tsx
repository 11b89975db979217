import type { App, AppClient } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';
import classes from './credentials.module.css';
import { type PublicJwk, readJwk } from './read-jwk.ts';

interface AddKeyDialogProps {
  readonly opened: boolean;
  readonly app: App;
  readonly client: AppClient;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

/** Takes a public key as JSON. A private one is stopped here, before it leaves the browser. */
export function AddKeyDialog({ opened, app, client, onDone, onClosed }: AddKeyDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<'not_json' | 'private'>();
  const close = () => {
    setText('');
    setFault(undefined);
    onDone();
  };
  const add = useAppChange(
    (jwk: PublicJwk) => gatehouse.appClients.addKey(app.id, client.environment, jwk),
    () => {
      close();
      notice('done', t('keys.added'));
    },
  );
  const submit = () => {
    const read = readJwk(text);
    setFault(read.ok ? undefined : read.fault);
    if (read.ok) add.mutate(read.jwk);
    else add.reset();
  };
  return (
    <ConfirmDialog
      opened={opened}
      size="lg"
      title={t('keys.add.title')}
      confirm={t('keys.add.confirm')}
      failed={t('keys.add.failed')}
      pending={add.isPending}
      error={add.error}
      onCancel={() => {
        add.reset();
        close();
      }}
      onConfirm={submit}
      onClosed={onClosed}
    >
      <Textarea
        label={t('keys.add.jwk')}
        description={t('keys.add.lead')}
        error={fault !== undefined && t(`keys.add.fault.${fault}`)}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
        rows={8}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.code }}
        data-autofocus
      />
    </ConfirmDialog>
  );
}
