import { LEVEL_NAMES, TOOL_NAMES } from '@gatehouse/wire';
import { NativeSelect, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allProjectsQuery, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { personNameQuery } from '../directory/directory-queries.ts';
import { PersonPicker } from '../directory/person-picker.tsx';
import { Empty } from '../page/empty.tsx';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { levelKeys } from '../permissions/levels.ts';
import { PermissionTabs } from '../permissions/permission-tabs.tsx';
import { accountsQuery } from '../service-accounts/service-account-queries.ts';
import { QuestionIcon } from '../shell/icons.tsx';
import classes from './explain.module.css';
import { explanationQuery } from './explain-queries.ts';
import { type ExplainSearch, explainSearch } from './explain-search.ts';
import { Formula } from './formula.tsx';
import { ItemPicker, type PickedItem } from './item-picker.tsx';

/** Why somebody may or may not: the rule itself, with the answer to each of its terms. */
export function ExplainPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = explainSearch(useSearch({ strict: false }));
  const ask = (change: { [Name in keyof ExplainSearch]: ExplainSearch[Name] | undefined }) =>
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
        <Empty icon={QuestionIcon} title={t('explain.empty.title')}>
          {t('explain.empty.body')}
        </Empty>
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

interface QuestionProps {
  readonly asked: ExplainSearch;
  readonly onAsk: (change: { [Name in keyof ExplainSearch]: ExplainSearch[Name] | undefined }) => void;
}

function Question({ asked, onAsk }: QuestionProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const [item, setItem] = useState<PickedItem>();
  const { project, document, tool = 'documents', level = 'Read Only' } = asked;
  return (
    <div className={classes.question}>
      <Who asked={asked} onAsk={onAsk} />
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

function Who({ asked, onAsk }: QuestionProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [kind, setKind] = useState<'person' | 'app'>(asked.client === undefined ? 'person' : 'app');
  const { data: accounts } = useQuery({ ...accountsQuery(companyId), enabled: kind === 'app' });
  const { data: name } = useQuery({
    ...personNameQuery(companyId, asked.person ?? 0),
    enabled: asked.person !== undefined,
  });
  const { person, client } = asked;
  return (
    <div className={classes.row}>
      <Radio.Group
        label={t('explain.who')}
        value={kind}
        onChange={(value) => {
          setKind(value === 'app' ? 'app' : 'person');
          onAsk({ person: undefined, client: undefined });
        }}
      >
        <Radio value="person" label={t('explain.who.person')} mt="xs" />
        <Radio value="app" label={t('explain.who.app')} mt="xs" />
      </Radio.Group>
      {kind === 'person' ? (
        <PersonPicker
          // The name of somebody in the address arrives a little later.
          key={name ?? 'unknown'}
          label={t('grid.person')}
          value={person === undefined || name === undefined ? undefined : { id: person, name }}
          onChange={(picked) => onAsk({ person: picked?.id, client: undefined })}
        />
      ) : (
        <NativeSelect
          label={t('accounts.account')}
          value={client ?? ''}
          onChange={({ currentTarget }) => onAsk({ client: currentTarget.value, person: undefined })}
          data={[
            { value: '', label: t('explain.who.choose') },
            ...(accounts?.service_accounts ?? []).map(({ client_id: value, name: label }) => ({
              value,
              label,
            })),
          ]}
        />
      )}
    </div>
  );
}
