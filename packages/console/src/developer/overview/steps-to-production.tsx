import type { App } from '@gatehouse/wire';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../page/panel.tsx';
import { CheckIcon } from '../../shell/icons.tsx';
import classes from './overview.module.css';

/** What has been done on the way from the sandbox to the marketplace, and what comes next. */
export function StepsToProduction({ app }: { app: App }) {
  const { t } = useTranslation();
  const sandbox = app.sandbox_company;
  const steps = [
    {
      name: 'sandbox',
      title:
        sandbox === null
          ? t('overview.step.sandbox.none')
          : t('overview.step.sandbox', { company: sandbox.name }),
      done: sandbox !== null,
      to: '/developer/apps/$appId/samples',
    },
    {
      name: 'version',
      title: t('overview.step.version'),
      done: app.latest_version !== null,
      to: '/developer/apps/$appId/configuration',
    },
    {
      name: 'promote',
      title: t('overview.step.promote'),
      done: app.latest_version?.status === 'promoted',
      to: '/developer/apps/$appId/versions',
    },
    {
      name: 'verify',
      title: t('overview.step.verify'),
      done: app.verified,
      to: '/developer/apps/$appId',
    },
    {
      name: 'list',
      title: t('overview.step.list'),
      done: app.listing_status === 'approved',
      to: '/developer/apps/$appId/listing',
    },
  ] as const;
  return (
    <Panel title={t('overview.steps')}>
      <ol className={classes.steps}>
        {steps.map(({ name, title, done, to }) => (
          <li key={name} data-done={done}>
            <span
              className={classes.mark}
              role="img"
              aria-label={done ? t('overview.done') : t('overview.open')}
            >
              {done && <CheckIcon size={16} />}
            </span>
            <span className={classes.words}>
              <Link
                to={to}
                params={{ appId: String(app.id) }}
                {...(name === 'verify' && { hash: 'verification' })}
                className={classes.step}
              >
                {title}
              </Link>
              <span className={classes.text}>{t(`overview.step.${name}.text`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
