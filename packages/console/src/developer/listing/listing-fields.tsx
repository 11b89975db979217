import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListingTexts, listingFaults } from './listing-faults.ts';

interface ListingFieldsProps {
  readonly texts: ListingTexts;
  readonly faults: ReturnType<typeof listingFaults>;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<ListingTexts>) => void;
}

export function ListingFields({ texts, faults, disabled, onChange }: ListingFieldsProps) {
  const { t } = useTranslation();
  const field = (name: keyof ListingTexts) => ({
    name,
    value: texts[name],
    disabled,
    error: faults[name] && t(`listing.fault.${faults[name]}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput
        label={t('listing.tagline')}
        description={t('listing.tagline.about')}
        required
        autoComplete="off"
        {...field('tagline')}
      />
      <Textarea
        label={t('listing.about')}
        description={t('listing.about.about')}
        rows={6}
        required
        {...field('about')}
      />
      <TextInput label={t('listing.email')} type="email" autoComplete="off" {...field('email')} />
      <TextInput label={t('listing.website')} type="url" autoComplete="off" {...field('website')} />
    </>
  );
}
