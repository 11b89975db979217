import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { pickablePeopleQuery } from './directory-queries.ts';

export interface Picked {
  readonly id: number;
  readonly name: string;
}

interface PersonPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: Picked | undefined;
  readonly onChange: (person: Picked | undefined) => void;
}

/** One person of the company, found by name or address among however many. */
export function PersonPicker({ label, description, value, onChange }: PersonPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value?.name ?? '');
  const [sought] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 200);
  const { data: offered = [], isFetching } = useQuery({
    ...pickablePeopleQuery(useCompanyId(), sought),
    placeholderData: keepPreviousData,
  });
  const known =
    value === undefined || offered.some(({ id }) => id === value.id) ? [] : [{ ...value, email: null }];
  return (
    <Select
      label={label}
      {...(description !== undefined && { description })}
      placeholder={t('people.pick')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('people.pick.clear') }}
      withScrollArea={false}
      maxDropdownHeight={260}
      // Inside the page, so that the list belongs to it; the server has filtered already.
      comboboxProps={{ withinPortal: false }}
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? t('console.loading') : t('people.pick.none')}
      data={[...known, ...offered].map(({ id, name, email }) => ({
        value: String(id),
        label: email === null ? name : `${name} · ${email}`,
      }))}
      value={value === undefined ? null : String(value.id)}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => {
        const person = [...known, ...offered].find((one) => String(one.id) === id);
        onChange(person === undefined ? undefined : { id: person.id, name: person.name });
      }}
    />
  );
}
