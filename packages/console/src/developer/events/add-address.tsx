import type { App } from '@gatehouse/wire';
import { Alert, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { CopyField } from '../../copy/copy-field.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { KeyIcon } from '../../shell/icons.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';
import classes from './events.module.css';

const environments = ['sandbox', 'production'] as const;
type Environment = (typeof environments)[number];

/** Adds an address, and shows once the secret that signs what is sent there. */
export function AddAddress({ app }: { app: App }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [url, setUrl] = useState('');
  const [environment, setEnvironment] = useState<Environment>('sandbox');
  const [documents, setDocuments] = useState(false);
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState<string>();
  const wrong = !/^https?:\/\/./.test(url);
  const add = useAppChange(
    () => gatehouse.appEvents.subscribe(app.id, { environment, url, documents }),
    (made) => {
      setSecret(made.secret);
      setUrl('');
      setTried(false);
      notice('done', t('events.added'));
    },
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) add.mutate(undefined);
  };
  return (
    <form className={classes.add} onSubmit={send} noValidate>
      <div className={classes.fields}>
        <TextInput
          label={t('events.address')}
          description={t('events.address.about')}
          type="url"
          autoComplete="off"
          spellCheck={false}
          value={url}
          error={tried && wrong && t('events.address.missing')}
          onChange={(event) => setUrl(event.currentTarget.value.trim())}
        />
        <NativeSelect
          label={t('events.environment')}
          value={environment}
          data={environments.map((value) => ({ value, label: t(`events.environment.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            setEnvironment(value === 'production' ? value : 'sandbox')
          }
        />
      </div>
      <Checkbox
        label={t('events.documents')}
        description={t('events.documents.about')}
        checked={documents}
        onChange={(event) => setDocuments(event.currentTarget.checked)}
      />
      <Refusal error={add.error} title={t('events.add.failed')} />
      <div>
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('events.add')}
        </Button>
      </div>
      {secret !== undefined && (
        <Alert icon={<KeyIcon />} title={t('secret.once.title')} variant="light">
          <p className={classes.about}>{t('secret.once')}</p>
          <CopyField label={t('events.secret')} text={secret} />
          <p className={classes.about}>{t('events.secret.about')}</p>
        </Alert>
      )}
    </form>
  );
}
