import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';
import classes from './connected-apps.module.css';
import { useRevokeAll } from './connected-apps-queries.ts';

/** The end of everything that was allowed, after a question. */
export function RevokeAll({ apps }: { readonly apps: number }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeAll(() => {
    setAsking(false);
    notice('done', t('revoke_all.done'));
  });
  const close = () => {
    revoke.reset();
    setAsking(false);
  };
  return (
    <>
      {apps > 1 && (
        <div className={classes.all}>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('revoke_all')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('revoke_all.title')}
        confirm={t('revoke_all')}
        failed={t('revoke_all.failed')}
        danger
        pending={revoke.isPending}
        error={revoke.error}
        onCancel={close}
        onConfirm={() => revoke.mutate()}
        onClosed={focusHeadingIfLost}
      >
        {t('revoke_all.effect')}
      </ConfirmDialog>
    </>
  );
}
