import type { ProjectShow } from '@gatehouse/wire';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { PersonPicker, type Picked } from '../directory/person-picker.tsx';
import filters from '../page/filters.module.css';
import { Refusal } from '../page/refusal.tsx';
import { templatesQuery } from '../permission-templates/template-queries.ts';
import { useNotice } from '../shell/notices.tsx';

/** Puts somebody of the company into the project, with a template or with no permission yet. */
export function AddMember({ project }: { project: ProjectShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [person, setPerson] = useState<Picked>();
  const [template, setTemplate] = useState('');
  const { data: templates = [] } = useQuery(templatesQuery(useCompanyId(), project.id));
  const add = useCompanyChange(
    (companyId, { id }: Picked) =>
      gatehouse.projectUsers.add(companyId, project.id, id, Number(template) || null),
    (_, { name }) => {
      setPerson(undefined);
      notice('done', t('project.members.added', { name, project: project.name }));
    },
  );
  return (
    <>
      <div className={filters.filters}>
        <PersonPicker label={t('project.members.add')} value={person} onChange={setPerson} />
        <NativeSelect
          label={t('grid.template')}
          value={template}
          onChange={({ currentTarget }) => setTemplate(currentTarget.value)}
          data={[
            { value: '', label: t('grid.template.none') },
            ...templates.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <Button
          variant="default"
          disabled={person === undefined}
          loading={add.isPending}
          onClick={() => {
            if (person !== undefined) add.mutate(person);
          }}
        >
          {t('project.members.add.confirm')}
        </Button>
      </div>
      <Refusal error={add.error} title={t('project.members.failed')} />
    </>
  );
}
