import type { Manifest } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { PermissionWords } from '../permissions/permission-words.tsx';
import classes from './install.module.css';

/** What a version may do, in words. */
export function OfferWords({ manifest }: { manifest: Manifest }) {
  const { t } = useTranslation();
  const { user_level: userLevel, service_account: account } = manifest.components;
  return (
    <ul className={classes.offer}>
      {userLevel && (
        <li>
          <strong>{t('offer.people')}</strong>
          <p>{t('offer.people.words')}</p>
        </li>
      )}
      {account !== null && (
        <li>
          <strong>{t('offer.account')}</strong>
          <p>{t('offer.account.words')}</p>
          <PermissionWords caption={t('offer.company')} value={account.company} />
          <PermissionWords caption={t('offer.project')} value={account.project} />
        </li>
      )}
      {!userLevel && account === null && <li>{t('offer.nothing')}</li>}
    </ul>
  );
}
