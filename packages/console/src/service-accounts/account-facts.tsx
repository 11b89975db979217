import type { ServiceAccount } from '@gatehouse/wire';
import { Alert, Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useLocale } from '../i18n/use-locale.ts';
import { WarningIcon } from '../shell/icons.tsx';
import { Ago } from '../time/ago.tsx';
import { moment } from '../time/when.ts';
import { reasonKey } from './account-words.ts';

export function AccountBadges({ account: { state, kind } }: { account: ServiceAccount }) {
  const { t } = useTranslation();
  return (
    <>
      <Badge variant="default" tt="none">
        {t(`accounts.kind.${kind}`)}
      </Badge>
      <Badge {...(state === 'active' ? { color: 'gate' } : { color: 'red' })} variant="light" tt="none">
        {t(`accounts.state.${state}`)}
      </Badge>
    </>
  );
}

/** Why it does not work, where it does not. */
export function AccountReason({ account: { reason } }: { account: ServiceAccount }) {
  const { t } = useTranslation();
  if (reason === null) return null;
  return (
    <Alert color="red" mt="md" icon={<WarningIcon />} title={t('accounts.does_not_work')}>
      {t(reasonKey(reason))}
    </Alert>
  );
}

/** Whose it is, its address in the directory, and when it was used. */
export function AccountFacts({ account }: { account: ServiceAccount }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { owner, app, contact, expires_at: expires, last_used_at: used } = account;
  return (
    <dl className={cards.facts}>
      <div>
        <dt>{t('accounts.contact')}</dt>
        <dd>
          <code>{contact.email}</code>
        </dd>
      </div>
      {app === null ? (
        <div>
          <dt>{t('accounts.owner')}</dt>
          <dd>{owner?.name ?? t('accounts.owner.none')}</dd>
        </div>
      ) : (
        <div>
          <dt>{t('accounts.app')}</dt>
          <dd>{app.name}</dd>
        </div>
      )}
      <div>
        <dt>{t('connected_apps.last_used')}</dt>
        <dd>{used === null ? t('connected_apps.last_used.never') : <Ago timestamp={used} />}</dd>
      </div>
      {expires !== null && (
        <div>
          <dt>{t('accounts.expires')}</dt>
          <dd>{moment(locale, Date.parse(expires))}</dd>
        </div>
      )}
      <div>
        <dt>{t('accounts.created')}</dt>
        <dd>
          <Ago timestamp={account.created_at} />
        </dd>
      </div>
    </dl>
  );
}
