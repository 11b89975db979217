import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { useTexts } from './texts-form.ts';

interface AppFieldsProps {
  readonly field: ReturnType<typeof useTexts>['field'];
  readonly aboutPublisher?: string;
  readonly disabled?: boolean;
}

/** Name, publisher and description of an app. */
export function AppFields({ field, aboutPublisher, disabled = false }: AppFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('app_form.name')}
        description={t('app_form.name.about')}
        disabled={disabled}
        required
        autoComplete="off"
        {...field('name')}
      />
      <TextInput
        label={t('app_form.publisher')}
        description={aboutPublisher ?? t('app_form.publisher.about')}
        disabled={disabled}
        required
        autoComplete="organization"
        {...field('publisher')}
      />
      <Textarea
        label={t('app_form.description')}
        description={t('app_form.description.about')}
        disabled={disabled}
        rows={3}
        {...field('description')}
      />
    </>
  );
}
