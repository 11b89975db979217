import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailure } from '../page/load-failure.tsx';
import { allProjectsQuery, useCompanyId } from './company.ts';
import classes from './project-picker.module.css';
import { Waiting } from './waiting.tsx';

/** More projects than these are searched rather than read. */
const manyProjects = 8;

interface ProjectPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: readonly number[];
  readonly onChange: (ids: readonly number[]) => void;
}

/** Chooses among the projects of the company. */
export function ProjectPicker({ label, description, value, onChange }: ProjectPickerProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(allProjectsQuery(useCompanyId()));
  const [sought, setSought] = useState('');
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting />;
  const wanted = sought.trim().toLocaleLowerCase();
  const shown = data.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const shownIds = shown.map(({ id }) => id);
  const toggle = (id: number) =>
    onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  return (
    <fieldset className={classes.picker}>
      <legend className={classes.legend}>{label}</legend>
      {description !== undefined && <p className={classes.description}>{description}</p>}
      {data.length > manyProjects && (
        <TextInput
          type="search"
          label={t('projects.search')}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
          mb="sm"
        />
      )}
      {data.length > 1 && (
        <Group gap="xs" mb="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange([...new Set([...value, ...shownIds])])}
          >
            {t('projects.all', { count: shown.length })}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange(value.filter((id) => !shownIds.includes(id)))}
          >
            {t('projects.none')}
          </Button>
          <span className={classes.count} aria-live="polite">
            {t('projects.chosen', { count: value.length })}
          </span>
        </Group>
      )}
      <div className={classes.list}>
        {shown.map(({ id, name, project_number: number }) => (
          <Checkbox
            key={id}
            label={name}
            description={number && t('home.project.number', { number })}
            checked={value.includes(id)}
            onChange={() => toggle(id)}
          />
        ))}
        {data.length === 0 && <p className={classes.description}>{t('projects.empty')}</p>}
      </div>
    </fieldset>
  );
}
