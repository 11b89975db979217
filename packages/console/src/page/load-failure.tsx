import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { WarningIcon } from '../shell/icons.tsx';

/** Stands where something should be that could not be loaded. */
export function LoadFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" icon={<WarningIcon />} title={t('failure.title')} role="alert">
      <FailureText error={error} />
      <Button mt="sm" size="sm" variant="default" onClick={retry}>
        {t('failure.retry')}
      </Button>
    </Alert>
  );
}

/** What went wrong, and the id by which whoever runs the server finds it in the log. */
export function FailureText({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { key, requestId } = failureOf(error);
  return (
    <>
      <Text size="sm">{t(key)}</Text>
      {requestId !== undefined && (
        <Text size="xs" mt={4}>
          {t('failure.request_id', { id: requestId })}
        </Text>
      )}
    </>
  );
}
