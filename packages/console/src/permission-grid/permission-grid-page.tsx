import type { PermissionLine } from '@gatehouse/wire';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { allProjectsQuery, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Empty } from '../page/empty.tsx';
import filters from '../page/filters.module.css';
import { useListSearch } from '../page/list-search.ts';
import { Page } from '../page/page.tsx';
import { Pager } from '../page/pager.tsx';
import { Refusal } from '../page/refusal.tsx';
import { SearchField } from '../page/search-field.tsx';
import { templatesQuery } from '../permission-templates/template-queries.ts';
import { PermissionTabs } from '../permissions/permission-tabs.tsx';
import { HandIcon, PeopleIcon, ReviewIcon } from '../shell/icons.tsx';
import { type GridView, gridQuery, perPage } from './grid-queries.ts';
import { useWishWords } from './grid-row.tsx';
import classes from './permission-grid.module.css';
import { PermissionGrid } from './permission-grid.tsx';
import { useGridChanges } from './use-grid-changes.ts';

/** Who may do what, at a glance: in the company, or in one of its projects. */
export function PermissionGridPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { q = '', page = 1, project, set } = useListSearch();
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const view: GridView = { projectId: project, search: q, page };
  const query = useQuery(gridQuery(companyId, view));
  return (
    <Page title={t('grid.title')} lead={t('grid.lead')}>
      <PermissionTabs />
      <div className={filters.filters}>
        <NativeSelect
          label={t('grid.where')}
          value={project ?? ''}
          onChange={({ currentTarget }) => set({ project: Number(currentTarget.value) || undefined })}
          data={[
            { value: '', label: t('grid.where.company') },
            ...projects.map(({ id, display_name }) => ({ value: String(id), label: display_name })),
          ]}
        />
        <div className={filters.grow}>
          <SearchField label={t('people.search')} value={q} onChange={(value) => set({ q: value })} />
        </div>
      </div>
      <Answered query={query}>
        {({ items, total }) => (
          <>
            <Grid key={project ?? 'company'} view={view} lines={items} />
            <Pager page={page} perPage={perPage} total={total} onPage={(to) => set({ page: to })} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Grid({ view, lines }: { view: GridView; lines: readonly PermissionLine[] }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const help = useId();
  const words = useWishWords();
  const { data: templates = [] } = useQuery(templatesQuery(companyId, view.projectId ?? 'company_tools'));
  const { change, undo, last, error, busy } = useGridChanges(view);
  if (lines.length === 0) {
    return (
      <Empty icon={PeopleIcon} title={t('grid.empty.title')}>
        {t(view.projectId === undefined ? 'grid.empty.company' : 'grid.empty.project')}
      </Empty>
    );
  }
  return (
    <>
      <ul className={classes.legend} aria-label={t('grid.legend')}>
        <li>{t('grid.legend.template')}</li>
        <li>
          <HandIcon size={16} />
          {t('grid.legend.own')}
        </li>
        <li>
          <ReviewIcon size={16} />
          {t('grid.legend.company_admin')}
        </li>
      </ul>
      <div className={classes.undo}>
        <p role="status">{last === undefined ? t('grid.binds') : words(last.line, last.wish)}</p>
        {last !== undefined && (
          <Button size="xs" variant="default" loading={busy} onClick={undo}>
            {t('grid.undo')}
          </Button>
        )}
      </div>
      <Refusal error={error} title={t('grid.failed')} />
      <p id={help} className={classes.help}>
        {t('grid.help')}
      </p>
      <PermissionGrid
        label={t('grid.title')}
        help={help}
        lines={lines}
        inProject={view.projectId !== undefined}
        templates={templates}
        onWish={change}
        onUndo={undo}
      />
    </>
  );
}
