import type { CompanyUserShow } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './directory.module.css';
import { invitationQuery } from './directory-queries.ts';

/** The e-mail by which somebody sets a password. When they were last here is not the company's to know. */
export function Invitation({ person }: { person: CompanyUserShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { id, name, email_address: email } = person;
  const { data: invitation } = useQuery(invitationQuery(useCompanyId(), id));
  const send = useCompanyChange(
    (companyId, again: boolean) =>
      again ? gatehouse.people.inviteAgain(companyId, id) : gatehouse.companyUsers.invite(companyId, id),
    () => notice('done', t('people.invited', { name, email })),
  );
  const withdraw = useCompanyChange(
    (companyId, _: null) => gatehouse.people.withdrawInvitation(companyId, id),
    () => notice('done', t('people.withdrawn', { name })),
  );
  if (invitation === undefined) return null;
  return (
    <Panel title={t('people.invitation')}>
      <p className={classes.quiet}>
        {invitation === null ? t('people.invitation.none') : t('people.invitation.waits', { email })}{' '}
        {invitation !== null && <Ago timestamp={invitation.sent_at} />}
      </p>
      <Refusal error={send.error ?? withdraw.error} title={t('people.invitation.failed')} />
      <Group gap="xs" mt="md">
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate(invitation !== null)}>
          {t(invitation === null ? 'people.invite' : 'people.invite_again')}
        </Button>
        {invitation !== null && (
          <Button variant="subtle" loading={withdraw.isPending} onClick={() => withdraw.mutate(null)}>
            {t('people.withdraw')}
          </Button>
        )}
      </Group>
    </Panel>
  );
}
