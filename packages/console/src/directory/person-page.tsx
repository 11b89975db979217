import type { CompanyUserShow } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { usePerson } from '../api/session.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Page } from '../page/page.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import { personQuery } from './directory-queries.ts';
import { Invitation } from './invitation.tsx';
import { PersonBadge } from './people-table.tsx';
import { PersonDetails } from './person-details.tsx';
import { PersonLevels } from './person-levels.tsx';
import { PersonProjects } from './person-projects.tsx';
import { PersonSessions } from './person-sessions.tsx';

const inactive = { kind: 'user', state: 'inactive' } as const;

/** One person: who they are, what they may do in the company, and where else. */
export function PersonPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const personId = Number(useParams({ strict: false }).personId);
  const query = useQuery(personQuery(companyId, personId));
  return (
    <Page
      title={query.data?.name ?? t('people.one')}
      above={
        <Link to="/companies/$companyId/people" params={{ companyId: String(companyId) }}>
          {t('people.back')}
        </Link>
      }
      {...(query.data !== undefined && { action: <ActiveSwitch person={query.data} /> })}
    >
      <Answered query={query}>
        {(person) => (
          <>
            {!person.is_active && <PersonBadge person={inactive} />}
            <PersonDetails key={person.updated_at} person={person} />
            {person.is_active && (
              <>
                <Invitation person={person} />
                <AdminsSessions person={person} />
                <PersonLevels personId={person.id} />
                <PersonProjects person={person} />
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

/** Nobody's own, who have a page for it; and admins' alone. */
function AdminsSessions({ person }: { person: CompanyUserShow }) {
  const { id, roles } = usePerson();
  return id === person.id || !roles.includes('company_admin') ? null : <PersonSessions person={person} />;
}

/** Shuts somebody out of the company, or lets them back in. Nobody does it to themselves. */
function ActiveSwitch({ person }: { person: CompanyUserShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const me = usePerson();
  const [asking, setAsking] = useState(false);
  const { id, name } = person;
  const deactivate = useCompanyChange(
    (companyId, _: null) => gatehouse.companyUsers.update(companyId, id, { is_active: false }),
    () => {
      setAsking(false);
      notice('done', t('people.deactivated', { name }));
    },
  );
  const reactivate = useCompanyChange(
    (companyId, _: null) => gatehouse.companyUsers.reactivate(companyId, id),
    () => notice('done', t('people.reactivated', { name })),
  );
  if (id === me.id) return null;
  if (!person.is_active) {
    return (
      <div>
        <Button loading={reactivate.isPending} onClick={() => reactivate.mutate(null)}>
          {t('people.reactivate')}
        </Button>
        <Refusal error={reactivate.error} title={t('people.reactivate.failed')} />
      </div>
    );
  }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('people.deactivate')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('people.deactivate.title', { name })}
        confirm={t('people.deactivate')}
        failed={t('people.deactivate.failed')}
        danger
        pending={deactivate.isPending}
        error={deactivate.error}
        onCancel={() => {
          deactivate.reset();
          setAsking(false);
        }}
        onConfirm={() => deactivate.mutate(null)}
      >
        {t('people.deactivate.words')}
      </ConfirmDialog>
    </>
  );
}
