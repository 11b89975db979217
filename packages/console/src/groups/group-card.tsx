import type { PermissionGroup } from '@gatehouse/wire';
import { Button, Group, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import { PersonPicker, type Picked } from '../directory/person-picker.tsx';
import { Refusal } from '../page/refusal.tsx';
import classes from './groups.module.css';

interface GroupCardProps {
  readonly group: PermissionGroup;
  readonly onStep: (what: 'rename' | 'delete') => void;
}

/** A group: who is in it, and the ways in and out. */
export function GroupCard({ group, onStep }: GroupCardProps) {
  const { t } = useTranslation();
  const { id, name, members } = group;
  const [picked, setPicked] = useState<Picked>();
  const ids = members.map((member) => member.id);
  const set = useCompanyChange(
    (companyId, people: readonly number[]) => gatehouse.permissionGroups.setMembers(companyId, id, people),
    () => setPicked(undefined),
  );
  return (
    <>
      <div className={cards.head}>
        <Title order={2} size="h4" className={cards.names}>
          {name}
        </Title>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-label={t('groups.rename.named', { name })}
            onClick={() => onStep('rename')}
          >
            {t('groups.rename')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('groups.delete.named', { name })}
            onClick={() => onStep('delete')}
          >
            {t('groups.delete')}
          </Button>
        </Group>
      </div>
      <p className={cards.line}>{t('groups.count', { count: members.length })}</p>
      <ul className={classes.members} aria-label={t('groups.members', { name })}>
        {members.map((member) => (
          <li key={member.id}>
            <span>
              {member.name ?? member.login} <span className={cards.quiet}>{member.login}</span>
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('groups.remove.named', { person: member.name ?? member.login, name })}
              disabled={set.isPending}
              onClick={() => set.mutate(ids.filter((one) => one !== member.id))}
            >
              {t('groups.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={cards.add}>
        <PersonPicker
          label={t('groups.add.to', { name })}
          value={picked}
          onChange={setPicked}
          without={ids}
        />
        <Button
          variant="default"
          disabled={picked === undefined}
          loading={set.isPending}
          aria-label={t('groups.add.named', { name })}
          onClick={() => {
            if (picked !== undefined) set.mutate([...ids, picked.id]);
          }}
        >
          {t('groups.add')}
        </Button>
      </div>
      <Refusal error={set.error} title={t('groups.failed')} />
    </>
  );
}
