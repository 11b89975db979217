import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { useNotice } from '../shell/notices.tsx';

/** Puts an app on the allow-list that this company knows by its version key only. */
export function AllowByKey() {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const [key, setKey] = useState('');
  const allow = useCompanyChange(
    (companyId, versionKey: string) =>
      gatehouse.appPolicy.update(companyId, { allowed_version_key: versionKey }),
    () => {
      clear();
      notice('done', t('policy.saved'));
    },
  );
  const clear = () => {
    setKey('');
    setAsking(false);
  };
  const close = () => {
    allow.reset();
    clear();
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('policy.allow_key')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('policy.allow_key.title')}
        confirm={t('policy.allow_key.confirm')}
        failed={t('policy.failed')}
        refused={key.trim() === ''}
        pending={allow.isPending}
        error={allow.error}
        onCancel={close}
        onConfirm={() => allow.mutate(key.trim())}
      >
        <TextInput
          label={t('install.key')}
          description={t('policy.allow_key.words')}
          value={key}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ currentTarget }) => setKey(currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}
