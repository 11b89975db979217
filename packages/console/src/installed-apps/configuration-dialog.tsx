import type { AppConfiguration } from '@gatehouse/wire';
import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { ProjectPicker } from '../company/project-picker.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { objectOf } from './json-object.ts';

interface ConfigurationDialogProps {
  readonly opened: boolean;
  readonly installationId: number;
  /** The one that is changed; without it a new one is made. */
  readonly configuration: AppConfiguration | undefined;
  readonly onClose: () => void;
}

/** A configuration: what it is called, what the app reads in it, and where it holds. */
export function ConfigurationDialog(props: ConfigurationDialogProps) {
  const { t } = useTranslation();
  const { opened, installationId, configuration, onClose } = props;
  const [title, setTitle] = useState(configuration?.title ?? '');
  const [content, setContent] = useState(
    JSON.stringify(configuration?.instance_configuration ?? {}, null, 2),
  );
  const [ofCompany, setOfCompany] = useState(configuration?.applies_to_company ?? false);
  const [ofAllProjects, setOfAllProjects] = useState(configuration?.applies_to_all_projects ?? false);
  const [projectIds, setProjectIds] = useState<readonly number[]>(
    configuration?.projects.map(({ id }) => id) ?? [],
  );
  const read = objectOf(content);
  const save = useCompanyChange((companyId, instance_configuration: Record<string, unknown>) => {
    const wish = {
      title: title.trim(),
      instance_configuration,
      applies_to_company: ofCompany,
      applies_to_all_projects: ofAllProjects,
      project_ids: [...projectIds],
    };
    return configuration === undefined
      ? gatehouse.appConfigurations.create(companyId, { ...wish, app_installation_id: installationId })
      : gatehouse.appConfigurations.update(companyId, configuration.id, wish);
  }, onClose);
  return (
    <ConfirmDialog
      opened={opened}
      title={
        configuration === undefined
          ? t('configurations.add')
          : t('configurations.change.named', { name: configuration.title })
      }
      confirm={t('configurations.save')}
      failed={t('configurations.failed')}
      refused={title.trim() === '' || read === undefined}
      size="lg"
      pending={save.isPending}
      error={save.error}
      onCancel={() => {
        save.reset();
        onClose();
      }}
      onConfirm={() => read && save.mutate(read)}
      onClosed={focusHeadingIfLost}
    >
      <Stack gap="md">
        <TextInput
          label={t('configurations.name')}
          value={title}
          required
          maxLength={255}
          autoComplete="off"
          data-autofocus
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Textarea
          label={t('configurations.content')}
          description={t('configurations.content.words')}
          value={content}
          autosize
          minRows={4}
          maxRows={14}
          spellCheck={false}
          error={read === undefined ? t('configurations.content.bad') : undefined}
          onChange={({ currentTarget }) => setContent(currentTarget.value)}
        />
        <Checkbox
          label={t('configurations.company')}
          checked={ofCompany}
          onChange={({ currentTarget }) => setOfCompany(currentTarget.checked)}
        />
        <Checkbox
          label={t('configurations.all_projects')}
          checked={ofAllProjects}
          onChange={({ currentTarget }) => setOfAllProjects(currentTarget.checked)}
        />
        {!ofAllProjects && (
          <ProjectPicker label={t('configurations.projects')} value={projectIds} onChange={setProjectIds} />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
