import type { Installation } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppHeading } from '../company/app-heading.tsx';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { InstallByKey } from '../install/install-by-key.tsx';
import { Empty } from '../page/empty.tsx';
import { AppsIcon } from '../shell/icons.tsx';
import { useNotice } from '../shell/notices.tsx';
import { InstallationFacts } from './installation-facts.tsx';
import { installationsQuery } from './installation-queries.ts';
import { StateBadges } from './state-badge.tsx';

/** The apps of a company and how each stands there. */
export function InstalledAppsPage() {
  const { t } = useTranslation();
  const query = useQuery(installationsQuery(useCompanyId()));
  return (
    <CompanyPage title={t('apps.title')} lead={t('apps.lead')} query={query}>
      {(installations) => (
        <>
          <InstallButtons />
          <Apps installations={installations} />
        </>
      )}
    </CompanyPage>
  );
}

function InstallButtons() {
  const { t } = useTranslation();
  const notice = useNotice();
  const navigate = useNavigate();
  const companyId = String(useCompanyId());
  const [asking, setAsking] = useState(false);
  const installed = async ({ id, app }: Installation) => {
    setAsking(false);
    const params = { companyId, installationId: String(id) };
    await navigate({ to: '/companies/$companyId/apps/$installationId', params });
    notice('done', t('install.done', { app: app.name }));
  };
  return (
    <div className={cards.bar}>
      <Button
        renderRoot={(props) => (
          <Link to="/companies/$companyId/marketplace" params={{ companyId }} {...props} />
        )}
      >
        {t('apps.from_marketplace')}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('apps.by_key')}
      </Button>
      <InstallByKey
        opened={asking}
        onCancel={() => setAsking(false)}
        onInstalled={(app) => void installed(app)}
      />
    </div>
  );
}

function Apps({ installations }: { installations: readonly Installation[] }) {
  const { t } = useTranslation();
  if (installations.length === 0) {
    return (
      <Empty icon={AppsIcon} title={t('apps.empty.title')}>
        {t('apps.empty.body')}
      </Empty>
    );
  }
  const present = installations.filter(({ state }) => state !== 'uninstalled');
  const gone = installations.filter(({ state }) => state === 'uninstalled');
  return (
    <>
      <AppList label={t('apps.title')} installations={present} />
      {gone.length > 0 && (
        <details className={cards.more} open={present.length === 0}>
          <summary>{t('apps.uninstalled', { count: gone.length })}</summary>
          <AppList label={t('apps.state.uninstalled')} installations={gone} />
        </details>
      )}
    </>
  );
}

function AppList({ label, installations }: { label: string; installations: readonly Installation[] }) {
  const companyId = String(useCompanyId());
  return (
    <ul className={cards.list} aria-label={label}>
      {installations.map((installation) => (
        <li key={installation.id} className={cards.card}>
          <AppHeading
            app={installation.app}
            name={
              <Link
                to="/companies/$companyId/apps/$installationId"
                params={{ companyId, installationId: String(installation.id) }}
                className={cards.link}
              >
                {installation.app.name}
              </Link>
            }
          >
            <StateBadges installation={installation} />
          </AppHeading>
          <InstallationFacts installation={installation} />
        </li>
      ))}
    </ul>
  );
}
