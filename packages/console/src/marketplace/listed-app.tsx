import type { MarketplaceApp } from '@gatehouse/wire';
import { Badge, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AppHeading } from '../company/app-heading.tsx';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';

interface ListedAppProps {
  readonly listed: MarketplaceApp;
  readonly mayInstall: boolean;
  readonly onInstall: () => void;
  readonly onAsk: () => void;
}

export function ListedApp({ listed, mayInstall, onInstall, onAsk }: ListedAppProps) {
  const { t } = useTranslation();
  return (
    <article>
      <AppHeading app={listed.app}>
        <Standing listed={listed} mayInstall={mayInstall} onInstall={onInstall} onAsk={onAsk} />
      </AppHeading>
      {listed.tagline !== '' && (
        <p className={cards.text}>
          <strong>{listed.tagline}</strong>
        </p>
      )}
      {listed.about !== '' && (
        <p className={cards.text} data-preserve>
          {listed.about}
        </p>
      )}
      <p className={cards.line}>
        <span>{t('marketplace.version', { version: listed.version.semver })}</span>
        {listed.website !== null && (
          <a href={listed.website} rel="noopener noreferrer" target="_blank" className={cards.link}>
            {t('marketplace.website')}
          </a>
        )}
        {listed.support_email !== null && (
          <a href={`mailto:${listed.support_email}`} className={cards.link}>
            {t('marketplace.support')}
          </a>
        )}
      </p>
    </article>
  );
}

/** What is so, or what can be done about it. */
function Standing({ listed, mayInstall, onInstall, onAsk }: ListedAppProps) {
  const { t } = useTranslation();
  const companyId = String(useCompanyId());
  const { app, state, installation_id: installationId } = listed;
  const blocked = listed.problems.find((problem) => problem !== 'already_installed');
  if (state !== 'not_installed' && mayInstall && installationId !== null) {
    return (
      <Button
        variant="default"
        aria-label={`${t(`marketplace.state.${state}`)} ${app.name}`}
        renderRoot={(props) => (
          <Link
            to="/companies/$companyId/apps/$installationId"
            params={{ companyId, installationId: String(installationId) }}
            {...props}
          />
        )}
      >
        {t(`marketplace.state.${state}`)}
      </Button>
    );
  }
  if (state === 'connected' || state === 'disconnected') {
    return (
      <Badge variant="light" color={state === 'connected' ? 'gate' : 'red'} tt="none">
        {t(`apps.state.${state}`)}
      </Badge>
    );
  }
  if (blocked !== undefined) {
    return (
      <Badge variant="default" tt="none">
        {t(`marketplace.problem.${blocked}`)}
      </Badge>
    );
  }
  if (mayInstall) {
    return (
      <Button aria-label={t('marketplace.install.app', { app: app.name })} onClick={onInstall}>
        {t('marketplace.install')}
      </Button>
    );
  }
  if (listed.requested) {
    return (
      <Badge variant="default" tt="none">
        {t('marketplace.requested')}
      </Badge>
    );
  }
  return (
    <Button aria-label={t('marketplace.ask.app', { app: app.name })} onClick={onAsk}>
      {t('marketplace.ask')}
    </Button>
  );
}
