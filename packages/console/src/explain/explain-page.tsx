import { LEVEL_NAMES, TOOL_NAMES } from '@gatehouse/wire';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allProjectsQuery, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Empty } from '../page/empty.tsx';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { levelKeys } from '../permissions/levels.ts';
import { PermissionTabs } from '../permissions/permission-tabs.tsx';
import { QuestionIcon } from '../shell/icons.tsx';
import classes from './explain.module.css';
import { explanationQuery } from './explain-queries.ts';
import { type ExplainChange, type ExplainSearch, explainSearch } from './explain-search.ts';
import { Formula } from './formula.tsx';
import { ItemPicker, type PickedItem } from './item-picker.tsx';
import { type AskProps, WhoPicker } from './who-picker.tsx';

/** Why somebody may or may not: the rule itself, with the answer to each of its terms. */
export function ExplainPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = explainSearch(useSearch({ strict: false }));
  const ask = (change: ExplainChange) =>
    void navigate({
      to: '.',
      search: explainSearch({ ...asked, ...change }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Page title={t('explain.title')} lead={t('explain.lead')}>
      <PermissionTabs />
      <Panel title={t('explain.question')}>
        <Question asked={asked} onAsk={ask} />
      </Panel>
      {asked.person === undefined && asked.client === undefined ? (
        <div className={classes.below}>
          <Empty icon={QuestionIcon} title={t('explain.empty.title')}>
            {t('explain.empty.body')}
          </Empty>
        </div>
      ) : (
        <Answer asked={asked} />
      )}
    </Page>
  );
}

function Answer({ asked }: { asked: ExplainSearch }) {
  const query = useQuery(explanationQuery(useCompanyId(), asked));
  return <Answered query={query}>{(one) => <Formula explanation={one} asked={asked} />}</Answered>;
}

function Question({ asked, onAsk }: AskProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const [item, setItem] = useState<PickedItem>();
  const { project, document, tool = 'documents', level = 'Read Only' } = asked;
  return (
    <div className={classes.question}>
      <WhoPicker asked={asked} onAsk={onAsk} />
      <div className={classes.row}>
        <NativeSelect
          label={t('grid.where')}
          value={project ?? ''}
          onChange={({ currentTarget }) => {
            setItem(undefined);
            onAsk({ project: Number(currentTarget.value) || undefined, document: undefined });
          }}
          data={[
            { value: '', label: t('grid.where.company') },
            ...projects.map(({ id, display_name }) => ({ value: String(id), label: display_name })),
          ]}
        />
        <NativeSelect
          label={t('permissions.tool')}
          value={tool}
          onChange={({ currentTarget: { value } }) => {
            setItem(undefined);
            onAsk({ tool: TOOL_NAMES.find((name) => name === value), document: undefined });
          }}
          data={TOOL_NAMES.map((value) => ({ value, label: t(`tool.${value}`) }))}
        />
        <NativeSelect
          label={t('explain.level')}
          value={level}
          onChange={({ currentTarget: { value } }) =>
            onAsk({ level: LEVEL_NAMES.find((name) => name === value) })
          }
          data={LEVEL_NAMES.filter((name) => name !== 'None').map((value) => ({
            value,
            label: t(levelKeys[value]),
          }))}
        />
      </div>
      {tool === 'documents' && (
        <ItemPicker
          key={project ?? 'company'}
          projectId={project}
          value={
            document === undefined
              ? undefined
              : item?.id === document
                ? item
                : { id: document, name: t('explain.item.number', { id: document }) }
          }
          onChange={(picked) => {
            setItem(picked);
            onAsk({ document: picked?.id });
          }}
        />
      )}
    </div>
  );
}
