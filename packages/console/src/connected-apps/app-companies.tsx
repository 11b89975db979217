import type { ConnectedApp } from '@gatehouse/wire';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../page/refusal.tsx';
import classes from './connected-apps.module.css';
import { useChooseCompany } from './connected-apps-queries.ts';

/** A switch for each of the person's companies: where it is off, the app is refused from its next call on. */
export function AppCompanies({ app }: { app: ConnectedApp }) {
  const { t } = useTranslation();
  const choose = useChooseCompany(app);
  if (app.companies.length === 0) return <>{t('connected_apps.companies.none')}</>;
  return (
    <>
      <ul className={classes.companies}>
        {app.companies.map(({ id, name, state, allowed }) => (
          <li key={id}>
            <Switch
              label={name}
              description={t(`connected_apps.company.${allowed ? state : 'left_out'}`)}
              checked={allowed}
              onChange={({ currentTarget }) => {
                // Not disabled meanwhile: that would take the keyboard's focus away.
                if (!choose.isPending) choose.mutate({ id, name, allowed: currentTarget.checked });
              }}
            />
          </li>
        ))}
      </ul>
      <Refusal error={choose.error} title={t('connected_apps.company.failed')} />
    </>
  );
}
