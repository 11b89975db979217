import { LEVEL_NAMES, type PermissionLine, TOOL_NAMES, type ToolName } from '@gatehouse/wire';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { type Wish, wished } from '../permission-grid/change.ts';
import { lineQuery } from '../permission-grid/grid-queries.ts';
import { templatesQuery } from '../permission-templates/template-queries.ts';
import { levelKeys } from '../permissions/levels.ts';
import { useNotice } from '../shell/notices.tsx';
import classes from './directory.module.css';

/** What somebody may do on the company's own tools. A choice binds at once, as it does in the grid. */
export function PersonLevels({ personId }: { personId: number }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const query = useQuery(lineQuery(companyId, personId));
  return (
    <Panel
      title={t('people.levels')}
      lead={t('people.levels.lead')}
      action={
        <Link
          to="/companies/$companyId/permissions/explain"
          params={{ companyId: String(companyId) }}
          search={{ person: personId }}
        >
          {t('people.explain')}
        </Link>
      }
    >
      <Answered query={query}>
        {(line) =>
          line === null ? <p className={classes.quiet}>{t('permissions.nothing')}</p> : <Levels line={line} />
        }
      </Answered>
    </Panel>
  );
}

function Levels({ line }: { line: PermissionLine }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { person, template } = line;
  const { data: templates = [] } = useQuery(templatesQuery(useCompanyId(), 'company_tools'));
  const set = useCompanyChange(
    (companyId, wish: Wish) => gatehouse.permissions.set(companyId, person.id, wished(wish, undefined)),
    () => notice('done', t('people.levels.saved', { name: person.name })),
  );
  return (
    <>
      <div className={classes.levels}>
        <NativeSelect
          label={t('people.company_template')}
          value={template?.id ?? ''}
          disabled={set.isPending}
          onChange={({ currentTarget: { value } }) => {
            const chosen = templates.find(({ id }) => String(id) === value) ?? null;
            set.mutate({ kind: 'template', template: chosen });
          }}
          data={[
            { value: '', label: t('grid.template.none') },
            ...templates.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        {TOOL_NAMES.map((tool) => (
          <ToolLevel key={tool} line={line} tool={tool} busy={set.isPending} onWish={set.mutate} />
        ))}
      </div>
      <Refusal error={set.error} title={t('grid.failed')} />
      {line.company_admin && <p className={cards.text}>{t('people.levels.company_admin')}</p>}
    </>
  );
}

interface ToolLevelProps {
  readonly line: PermissionLine;
  readonly tool: ToolName;
  readonly busy: boolean;
  readonly onWish: (wish: Wish) => void;
}

function ToolLevel({ line, tool, busy, onWish }: ToolLevelProps) {
  const { t } = useTranslation();
  const { level = 'None', source = 'template' } = line.levels[tool] ?? {};
  const byHand = source === 'own';
  return (
    <NativeSelect
      label={t(`tool.${tool}`)}
      description={t(`grid.source.${source}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      value={level}
      disabled={busy || (source === 'company_admin' && tool !== 'admin')}
      onChange={({ currentTarget: { value } }) =>
        onWish({ kind: 'level', tool, level: LEVEL_NAMES.find((name) => name === value) ?? null })
      }
      data={[
        ...LEVEL_NAMES.map((value) => ({ value, label: t(levelKeys[value]) })),
        ...(byHand && line.template !== null ? [{ value: 'template', label: t('grid.as_template') }] : []),
      ]}
    />
  );
}
