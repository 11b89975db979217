import type { Installation } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AppHeading } from '../company/app-heading.tsx';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { OfferWords } from '../install/offer-words.tsx';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { ConfigurationsPanel } from './configurations-panel.tsx';
import { InstallationFacts } from './installation-facts.tsx';
import { installationQuery } from './installation-queries.ts';
import { PermittedProjects } from './permitted-projects.tsx';
import { ReachPanel } from './reach-panel.tsx';
import { UpdateBadge } from './state-badge.tsx';
import { StepButtons } from './step-buttons.tsx';
import { UpdatePanel } from './update-panel.tsx';
import { UsagePanel } from './usage-panel.tsx';

/** One app in the company: what is approved, where it may work, what it does, and the end of it. */
export function InstalledAppPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { installationId } = useParams({ strict: false });
  const query = useQuery(installationQuery(companyId, Number(installationId)));
  return (
    <Page
      title={query.data?.app.name ?? t('apps.app')}
      above={
        <Link to="/companies/$companyId/apps" params={{ companyId: String(companyId) }}>
          {t('apps.title')}
        </Link>
      }
    >
      <Answered query={query}>{(installation) => <Panels installation={installation} />}</Answered>
    </Page>
  );
}

function Panels({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const { app, version, update, state, post_installation_notes: notes } = installation;
  return (
    <>
      <section className={`${cards.card} ${cards.first}`} aria-label={app.name}>
        <AppHeading app={app} name={t(`apps.state.${state}`)}>
          <UpdateBadge installation={installation} />
        </AppHeading>
        {app.description !== '' && <p className={cards.text}>{app.description}</p>}
        <InstallationFacts installation={installation} />
        <StepButtons installation={installation} />
      </section>
      {update !== null && <UpdatePanel installation={installation} update={update} />}
      {notes !== null && state === 'connected' && (
        <Panel title={t('apps.notes')}>
          <p className={cards.text} data-preserve>
            {notes}
          </p>
        </Panel>
      )}
      <Panel title={t('apps.may')} lead={t(state === 'connected' ? 'apps.may.lead' : 'apps.may.not_now')}>
        {version === null ? t('apps.may.none') : <OfferWords manifest={version.manifest} />}
      </Panel>
      {version?.manifest.components.service_account && state !== 'uninstalled' && (
        <PermittedProjects installation={installation} />
      )}
      {state !== 'uninstalled' && <ConfigurationsPanel installation={installation} />}
      <UsagePanel installation={installation} />
      <ReachPanel installation={installation} />
    </>
  );
}
