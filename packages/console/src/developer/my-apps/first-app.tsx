import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../page/button-link.tsx';
import classes from './my-apps.module.css';

const steps = ['create', 'configure', 'try', 'promote'] as const;

/** For whoever has no app yet: what building one is about. */
export function FirstApp() {
  const { t } = useTranslation();
  return (
    <section className={classes.first} aria-labelledby="first-app">
      <Title order={2} size="h3" id="first-app">
        {t('my_apps.empty.title')}
      </Title>
      <p>{t('my_apps.empty.lead')}</p>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(`my_apps.step.${step}`)}</strong>
            <span>{t(`my_apps.step.${step}.text`)}</span>
          </li>
        ))}
      </ol>
      <ButtonLink to="/developer/apps/new" size="md">
        {t('my_apps.create')}
      </ButtonLink>
    </section>
  );
}
