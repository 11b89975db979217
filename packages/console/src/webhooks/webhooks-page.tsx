import type { WebhookHookV2 } from '@gatehouse/wire';
import { Button, NativeSelect, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { allProjectsQuery } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { Empty } from '../page/empty.tsx';
import { useListSearch } from '../page/list-search.ts';
import { HookIcon } from '../shell/icons.tsx';
import { Moment } from '../time/moment.tsx';
import { HookBadges } from './hook-badges.tsx';
import { NewHookDialog } from './new-hook-dialog.tsx';
import { hooksQuery, useHookScope } from './webhook-queries.ts';

/** The addresses that are told of changes in a company, or in one of its projects. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const query = useQuery(hooksQuery(useHookScope()));
  return (
    <CompanyPage title={t('webhooks.title')} lead={t('webhooks.lead')} query={query}>
      {(hooks) => <Hooks hooks={hooks} />}
    </CompanyPage>
  );
}

function Hooks({ hooks }: { hooks: readonly WebhookHookV2[] }) {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  return (
    <>
      <div className={cards.bar}>
        <ScopeChoice />
        <Button mt="auto" onClick={() => setMaking(true)}>
          {t('webhooks.new')}
        </Button>
      </div>
      {hooks.length === 0 ? (
        <Empty icon={HookIcon} title={t('webhooks.empty.title')}>
          {t('webhooks.empty.body')}
        </Empty>
      ) : (
        <ul className={cards.list} aria-label={t('webhooks.title')}>
          {hooks.map((hook) => (
            <HookCard key={hook.id} hook={hook} />
          ))}
        </ul>
      )}
      <NewHookDialog opened={making} onClose={() => setMaking(false)} />
    </>
  );
}

function ScopeChoice() {
  const { t } = useTranslation();
  const { project, set } = useListSearch();
  const { data: projects = [] } = useQuery(allProjectsQuery(useHookScope().companyId));
  return (
    <NativeSelect
      label={t('webhooks.of')}
      value={String(project ?? '')}
      data={[
        { value: '', label: t('webhooks.of.company') },
        ...projects.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => set({ project: value === '' ? undefined : Number(value) })}
    />
  );
}

function HookCard({ hook }: { hook: WebhookHookV2 }) {
  const { t } = useTranslation();
  const { companyId, projectId } = useHookScope();
  return (
    <li className={cards.card}>
      <div className={cards.head}>
        <Title order={2} size="h4" className={cards.names}>
          <Link
            to="/companies/$companyId/webhooks/$hookId"
            params={{ companyId: String(companyId), hookId: hook.id }}
            search={projectId === undefined ? {} : { project: projectId }}
            className={cards.link}
          >
            {hook.destination_url}
          </Link>
        </Title>
        <HookBadges hook={hook} />
      </div>
      <p className={cards.line}>
        <span>{t('webhooks.triggers', { count: hook.trigger_count })}</span>
        <span>
          {t('webhooks.made')} <Moment timestamp={hook.created_at} />
        </span>
      </p>
    </li>
  );
}
