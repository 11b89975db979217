import type { ServiceAccount, ServiceAccountPermissionsBody, ToolLevels } from '@gatehouse/wire';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { allProjectsQuery, useCompanyChange, useCompanyId } from '../company/company.ts';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { PermissionMatrix } from '../permissions/permission-matrix.tsx';
import { useNotice } from '../shell/notices.tsx';

interface Held {
  readonly company: ToolLevels;
  readonly projects: readonly { readonly id: number; readonly name: string; readonly tools: ToolLevels }[];
}

/** Tool by level, for the company and for each project that the account is in. */
export function PermissionsEditor({ account }: { account: ServiceAccount }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [changed, setChanged] = useState<Held>();
  const held = changed ?? account.permissions;
  const save = useCompanyChange(
    (companyId, body: ServiceAccountPermissionsBody) =>
      gatehouse.serviceAccounts.setPermissions(companyId, account.id, body),
    () => {
      setChanged(undefined);
      notice('done', t('accounts.permissions.saved', { name: account.name }));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      company: held.company,
      projects: Object.fromEntries(held.projects.map(({ id, tools }) => [id, tools])),
    });
  };
  const setProject = (id: number, tools: ToolLevels) =>
    setChanged({ ...held, projects: held.projects.map((one) => (one.id === id ? { ...one, tools } : one)) });
  return (
    <form onSubmit={submit} className={cards.form}>
      <Panel title={t('accounts.permissions')} lead={t('accounts.permissions.lead')}>
        <PermissionMatrix
          caption={t('offer.company')}
          value={held.company}
          onChange={(company) => setChanged({ ...held, company })}
        />
        {held.projects.map(({ id, name, tools }) => (
          <div key={id} className={cards.part}>
            <PermissionMatrix caption={name} value={tools} onChange={(value) => setProject(id, value)} />
          </div>
        ))}
        <AddProject
          without={held.projects.map(({ id }) => id)}
          onAdd={(id, name) => setChanged({ ...held, projects: [...held.projects, { id, name, tools: {} }] })}
        />
        <Refusal error={save.error} title={t('accounts.permissions.failed')} />
        <Button type="submit" mt="lg" loading={save.isPending} disabled={changed === undefined}>
          {t('accounts.permissions.save')}
        </Button>
      </Panel>
    </form>
  );
}

interface AddProjectProps {
  readonly without: readonly number[];
  readonly onAdd: (id: number, name: string) => void;
}

function AddProject({ without, onAdd }: AddProjectProps) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(allProjectsQuery(useCompanyId()));
  const [chosen, setChosen] = useState('');
  const others = data.filter(({ id }) => !without.includes(id));
  const project = others.find(({ id }) => String(id) === chosen);
  if (others.length === 0) return null;
  return (
    <div className={cards.add}>
      <NativeSelect
        label={t('accounts.add_project')}
        value={project === undefined ? '' : chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={[
          { value: '', label: t('accounts.add_project.choose') },
          ...others.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <Button
        variant="default"
        disabled={project === undefined}
        onClick={() => {
          if (project !== undefined) onAdd(project.id, project.name);
          setChosen('');
        }}
      >
        {t('accounts.add_project.add')}
      </Button>
    </div>
  );
}
