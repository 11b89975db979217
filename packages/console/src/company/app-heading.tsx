import type { AppInCompany } from '@gatehouse/wire';
import { Badge, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Monogram } from '../page/monogram.tsx';
import { CheckIcon } from '../shell/icons.tsx';
import cards from './cards.module.css';

interface AppHeadingProps {
  readonly app: AppInCompany;
  /** In place of the bare name: a link to the app's page. */
  readonly name?: ReactNode;
  readonly children?: ReactNode;
}

/** Which app it is and who publishes it; badges and buttons stand at the end of the line. */
export function AppHeading({ app, name, children }: AppHeadingProps) {
  return (
    <div className={cards.head}>
      <Monogram name={app.name} shape="app" />
      <div className={cards.names}>
        <Title order={2} size="h4">
          {name ?? app.name}
        </Title>
        <Publisher app={app} />
      </div>
      {children}
    </div>
  );
}

export function Publisher({ app }: { app: AppInCompany }) {
  const { t } = useTranslation();
  return (
    <div className={cards.line}>
      {app.publisher === ''
        ? t('connected_apps.publisher.none')
        : t('connected_apps.publisher', { publisher: app.publisher })}
      {app.verified ? (
        <Badge color="gate" variant="light" tt="none" leftSection={<CheckIcon size={14} />}>
          {t('connected_apps.publisher.verified')}
        </Badge>
      ) : (
        <Badge variant="default" tt="none">
          {t('connected_apps.publisher.unverified')}
        </Badge>
      )}
    </div>
  );
}
