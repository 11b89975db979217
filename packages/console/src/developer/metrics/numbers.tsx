import type { AppMetrics } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import classes from './metrics.module.css';

const shown = ['companies', 'users', 'installs', 'uninstalls'] as const;

export function Numbers({ metrics }: { metrics: AppMetrics }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <dl className={classes.numbers}>
      {shown.map((name) => (
        <div key={name}>
          <dt>{t(`metrics.${name}`)}</dt>
          <dd>{metrics[name].toLocaleString(locale)}</dd>
        </div>
      ))}
    </dl>
  );
}
