import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CheckIcon } from '../../shell/icons.tsx';
import classes from './app.module.css';

/** Who publishes an app, and whether that has been checked. */
export function PublisherLine({ app }: { app: { publisher: string; verified: boolean } }) {
  const { t } = useTranslation();
  return (
    <div className={classes.publisher}>
      {t('connected_apps.publisher', { publisher: app.publisher })}
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
