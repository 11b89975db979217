import type { PermissionGroup } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Empty } from '../page/empty.tsx';
import { Page } from '../page/page.tsx';
import { PermissionTabs } from '../permissions/permission-tabs.tsx';
import { GroupIcon } from '../shell/icons.tsx';
import { GroupCard } from './group-card.tsx';
import { DeleteGroupDialog, NameGroupDialog } from './group-dialogs.tsx';
import { groupsQuery } from './group-queries.ts';

type Doing =
  | { readonly what: 'rename' | 'delete'; readonly group: PermissionGroup }
  | { readonly what: 'create' };

/** People who are named together, so that an access list needs one line for them all. */
export function GroupsPage() {
  const { t } = useTranslation();
  const query = useQuery(groupsQuery(useCompanyId()));
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const renaming = doing?.what === 'rename' ? doing.group : undefined;
  return (
    <Page
      title={t('groups.title')}
      lead={t('groups.lead')}
      action={<Button onClick={() => setDoing({ what: 'create' })}>{t('groups.create')}</Button>}
    >
      <PermissionTabs />
      <Answered query={query}>
        {(groups) =>
          groups.length === 0 ? (
            <Empty icon={GroupIcon} title={t('groups.empty.title')}>
              {t('groups.empty.body')}
            </Empty>
          ) : (
            <ul className={cards.list} aria-label={t('groups.title')}>
              {groups.map((group) => (
                <li key={group.id} className={cards.card}>
                  <GroupCard group={group} onStep={(what) => setDoing({ what, group })} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <NameGroupDialog
        key={renaming?.id ?? 'new'}
        opened={doing?.what === 'create' || doing?.what === 'rename'}
        group={renaming}
        onClose={close}
      />
      <DeleteGroupDialog group={doing?.what === 'delete' ? doing.group : undefined} onClose={close} />
    </Page>
  );
}
