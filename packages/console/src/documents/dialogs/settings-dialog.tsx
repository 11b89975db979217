import { Button, Group, Modal, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Refusal } from '../../page/refusal.tsx';
import { useDesk } from '../desk.tsx';
import { settingsQuery } from '../documents-queries.ts';
import { useDocumentsChange, usePlace } from '../place.ts';
import { focusList } from './focus-list.ts';
import { ProjectTags } from './project-tags.tsx';

/** How this Documents tool is set, for its Admins. */
export function SettingsDialog() {
  const { t } = useTranslation();
  const { doing, begin } = useDesk();
  const place = usePlace();
  const { data } = useQuery(settingsQuery(place));
  const set = useDocumentsChange((at, private_by_default: boolean) =>
    gatehouse.documents.setSettings(at, { private_by_default }),
  );
  const close = () => begin(undefined);
  return (
    <Modal
      opened={doing?.what === 'settings' && data !== undefined}
      onClose={close}
      onExitTransitionEnd={focusList}
      withCloseButton={false}
      centered
      padding="lg"
    >
      <Modal.Title fw={650} mb="md">
        {t('documents.settings')}
      </Modal.Title>
      <Switch
        data-autofocus
        label={t('documents.settings.private')}
        description={t('documents.settings.private.words')}
        checked={set.isPending ? set.variables : data?.private_by_default === true}
        onChange={({ currentTarget }) => set.mutate(currentTarget.checked)}
      />
      <Refusal error={set.error} title={t('documents.settings.failed')} />
      {place.projectId !== undefined && <ProjectTags />}
      <Group justify="flex-end" mt="lg">
        <Button onClick={close}>{t('documents.close')}</Button>
      </Group>
    </Modal>
  );
}
