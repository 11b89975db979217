import type { Installation, MarketplaceApp } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { InstallDialog } from '../install/install-dialog.tsx';
import { useMayInstall } from '../installed-apps/use-may-install.ts';
import { Empty } from '../page/empty.tsx';
import { StoreIcon } from '../shell/icons.tsx';
import { useNotice } from '../shell/notices.tsx';
import { ListedApp } from './listed-app.tsx';
import { marketplaceQuery } from './marketplace-queries.ts';
import { RequestDialog } from './request-dialog.tsx';

/** The listed apps: admins install them, members ask for them. */
export function MarketplacePage() {
  const { t } = useTranslation();
  const mayInstall = useMayInstall();
  const query = useQuery(marketplaceQuery(useCompanyId()));
  return (
    <CompanyPage
      title={t('marketplace.title')}
      lead={t(mayInstall ? 'marketplace.lead.admin' : 'marketplace.lead.member')}
      query={query}
    >
      {(apps) => <Listed apps={apps} mayInstall={mayInstall} />}
    </CompanyPage>
  );
}

function Listed({ apps, mayInstall }: { apps: readonly MarketplaceApp[]; mayInstall: boolean }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [installing, setInstalling] = useState<MarketplaceApp>();
  const [asking, setAsking] = useState<MarketplaceApp>();
  if (apps.length === 0) {
    return (
      <Empty icon={StoreIcon} title={t('marketplace.empty.title')}>
        {t('marketplace.empty.body')}
      </Empty>
    );
  }
  const installed = ({ app }: Installation) => {
    setInstalling(undefined);
    notice('done', t('install.done', { app: app.name }));
  };
  return (
    <>
      <ul className={cards.list} aria-label={t('marketplace.title')}>
        {apps.map((listed) => (
          <li key={listed.app.id} className={cards.card}>
            <ListedApp
              listed={listed}
              mayInstall={mayInstall}
              onInstall={() => setInstalling(listed)}
              onAsk={() => setAsking(listed)}
            />
          </li>
        ))}
      </ul>
      <InstallDialog offer={installing} onCancel={() => setInstalling(undefined)} onInstalled={installed} />
      <RequestDialog
        app={asking?.app}
        onCancel={() => setAsking(undefined)}
        onAsked={({ app }) => {
          setAsking(undefined);
          notice('done', t('request.done', { app: app.name }));
        }}
      />
    </>
  );
}
