import type { PermissionGroup } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { MoreButton } from '../page/more-button.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useFocusOnMore } from '../page/use-focus-on-more.ts';
import { groupMembersQuery } from './group-queries.ts';
import classes from './groups.module.css';

/** Who is in a group, a page at a time, and the way out. */
export function GroupMembers({ group: { id, name } }: { readonly group: PermissionGroup }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(groupMembersQuery(useCompanyId(), id));
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { list, moreFrom } = useFocusOnMore(members.length);
  const remove = useCompanyChange((companyId, personId: number) =>
    gatehouse.permissionGroups.removeMember(companyId, id, personId),
  );
  return (
    <Answered query={query}>
      {() => (
        <>
          <ul ref={list} className={classes.members} aria-label={t('groups.members', { name })}>
            {members.map((member) => (
              <li key={member.id} tabIndex={-1}>
                <span>
                  {member.name ?? member.login} <span className={cards.quiet}>{member.login}</span>
                </span>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('groups.remove.named', { person: member.name ?? member.login, name })}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(member.id)}
                >
                  {t('groups.remove')}
                </Button>
              </li>
            ))}
          </ul>
          <MoreButton log={query} onMore={() => moreFrom(members.length)}>
            {t('groups.more')}
          </MoreButton>
          <Refusal error={remove.error} title={t('groups.failed')} />
        </>
      )}
    </Answered>
  );
}
