import type { PermissionGroup } from '@gatehouse/wire';
import { Button, Group, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import { PersonPicker, type Picked } from '../directory/person-picker.tsx';
import { Refusal } from '../page/refusal.tsx';
import { GroupMembers } from './group-members.tsx';

interface GroupCardProps {
  readonly group: PermissionGroup;
  readonly onStep: (what: 'rename' | 'delete') => void;
}

/** A group: how many are in it, who, where that is asked for, and the way in. */
export function GroupCard({ group, onStep }: GroupCardProps) {
  const { t } = useTranslation();
  const { id, name, member_count } = group;
  const list = useId();
  const [shown, setShown] = useState(false);
  const [picked, setPicked] = useState<Picked>();
  const add = useCompanyChange(
    (companyId, personId: number) => gatehouse.permissionGroups.addMember(companyId, id, personId),
    () => {
      setPicked(undefined);
      setShown(true);
    },
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
      <div className={cards.line}>
        <span>{t('groups.count', { count: member_count })}</span>
        {member_count > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t(shown ? 'groups.hide.named' : 'groups.show.named', { name })}
            aria-expanded={shown}
            aria-controls={list}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'groups.hide' : 'groups.show')}
          </Button>
        )}
      </div>
      <div id={list}>{shown && member_count > 0 && <GroupMembers group={group} />}</div>
      <div className={cards.add}>
        <PersonPicker label={t('groups.add.to', { name })} value={picked} onChange={setPicked} />
        <Button
          variant="default"
          disabled={picked === undefined}
          loading={add.isPending}
          aria-label={t('groups.add.named', { name })}
          onClick={() => {
            if (picked !== undefined) add.mutate(picked.id);
          }}
        >
          {t('groups.add')}
        </Button>
      </div>
      <Refusal error={add.error} title={t('groups.failed')} />
    </>
  );
}
