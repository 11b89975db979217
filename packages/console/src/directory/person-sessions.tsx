import type { CompanyUserShow } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Panel } from '../page/panel.tsx';
import { useNotice } from '../shell/notices.tsx';

/** For a device that is lost: whoever is of this company alone is signed out everywhere. */
export function PersonSessions({ person: { id, name } }: { person: CompanyUserShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const end = useCompanyChange(
    (companyId, _: null) => gatehouse.people.endSessions(companyId, id),
    () => {
      setAsking(false);
      notice('done', t('people.signed_out', { name }));
    },
  );
  return (
    <Panel title={t('people.sessions')} lead={t('people.sessions.lead')}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('people.sign_out')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('people.sign_out.title', { name })}
        confirm={t('people.sign_out')}
        failed={t('people.sign_out.failed')}
        danger
        pending={end.isPending}
        error={end.error}
        onCancel={() => {
          end.reset();
          setAsking(false);
        }}
        onConfirm={() => end.mutate(null)}
      >
        {t('people.sign_out.words')}
      </ConfirmDialog>
    </Panel>
  );
}
