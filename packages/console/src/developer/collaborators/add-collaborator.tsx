import type { App, CollaboratorRole } from '@gatehouse/wire';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import appClasses from '../app/app.module.css';
import { useAppChange } from '../app-queries.ts';
import { givable, roleOf } from './roles.ts';

export function AddCollaborator({ app }: { app: App }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<CollaboratorRole>('developer');
  const [tried, setTried] = useState(false);
  const wrong = !/^[^\s@]+@[^\s@]+$/.test(email);
  const add = useAppChange(
    () => gatehouse.appCollaborators.put(app.id, email, role),
    ({ person, pending }) => {
      setEmail('');
      setTried(false);
      notice('done', t(pending ? 'team.asked' : 'team.added', { name: person.name }));
    },
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) add.mutate(undefined);
  };
  return (
    <Panel title={t('team.add')} lead={t('team.add.lead')}>
      <form className={appClasses.form} onSubmit={send} noValidate>
        <TextInput
          label={t('team.email')}
          description={t('team.email.about')}
          type="email"
          autoComplete="off"
          value={email}
          error={tried && wrong && t('team.email.bad')}
          onChange={(event) => setEmail(event.currentTarget.value.trim())}
        />
        <NativeSelect
          label={t('team.role')}
          value={role}
          data={givable(app).map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={(event) => setRole(roleOf(event.currentTarget.value))}
        />
        <Refusal error={add.error} title={t('team.add.failed')} />
        <div>
          <Button type="submit" loading={add.isPending}>
            {t('team.add.submit')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
