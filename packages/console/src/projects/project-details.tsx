import type { ProjectShow } from '@gatehouse/wire';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import classes from '../directory/directory.module.css';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';

const fields = [
  'name',
  'project_number',
  'address',
  'city',
  'state_code',
  'zip',
  'start_date',
  'completion_date',
] as const;
type Field = (typeof fields)[number];
type Written = Partial<Record<Field, string>>;

/** What a project is called and where it is. What was not touched is not sent. */
export function ProjectDetails({ project }: { project: ProjectShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [written, setWritten] = useState<Written>({});
  const save = useCompanyChange(
    (companyId, { name, ...others }: Written) =>
      gatehouse.projects.update(companyId, project.id, {
        ...Object.fromEntries(Object.entries(others).map(([field, value]) => [field, value.trim() || null])),
        ...(name !== undefined && { name: name.trim() }),
      }),
    ({ name }) => {
      setWritten({});
      notice('done', t('project.saved', { name }));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(written);
  };
  const changed = fields.some((field) => (written[field] ?? project[field] ?? '') !== (project[field] ?? ''));
  return (
    <form onSubmit={submit} className={classes.form}>
      <Panel title={t('people.details')}>
        <div className={classes.fields}>
          {fields.map((field) => (
            <TextInput
              key={field}
              label={t(`project.${field}`)}
              value={written[field] ?? project[field] ?? ''}
              required={field === 'name'}
              {...(field.endsWith('_date') && { type: 'date' })}
              autoComplete="off"
              maxLength={255}
              onChange={({ currentTarget: { value } }) => setWritten({ ...written, [field]: value })}
            />
          ))}
        </div>
        <Refusal error={save.error} title={t('project.save.failed')} />
        <Button type="submit" mt="lg" loading={save.isPending} disabled={!changed}>
          {t('people.save')}
        </Button>
      </Panel>
    </form>
  );
}
