import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../page/page.tsx';
import { OwnSessions } from './own-sessions.tsx';

/** What a person does for the safety of their account. */
export function AccountSecurityPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('security.title')}
      lead={t('security.lead')}
      action={
        // Passwords and codes are typed on the server's own pages only.
        <Group>
          <Button component="a" href="/second-factor" variant="default">
            {t('security.second_factor')}
          </Button>
          <Button component="a" href="/email" variant="default">
            {t('security.change_email')}
          </Button>
          <Button component="a" href="/password" variant="default">
            {t('security.change_password')}
          </Button>
        </Group>
      }
    >
      <OwnSessions />
    </Page>
  );
}
