import type { WebhookHookV2, WebhookResource, WebhookTriggerV2 } from '@gatehouse/wire';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { usePerson } from '../api/session.ts';
import { Answered } from '../company/company-page.tsx';
import type { Catalogue } from '../i18n/catalogue.ts';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import table from '../page/table.module.css';
import { resourcesQuery, triggersQuery, useHookScope, useHooksChange } from './webhook-queries.ts';
import classes from './webhooks.module.css';

const types = ['create', 'update', 'delete'] as const;
type ChangeType = (typeof types)[number];

/** The words for what hooks are told of; what a newer server adds is shown by its own name. */
const words: Readonly<Record<string, keyof Catalogue & `webhooks.resource.${string}`>> = {
  'Company Files': 'webhooks.resource.company_files',
  'Company Folders': 'webhooks.resource.company_folders',
  'Project Files': 'webhooks.resource.project_files',
  'Project Folders': 'webhooks.resource.project_folders',
  'Company Users': 'webhooks.resource.company_users',
  'Project Users': 'webhooks.resource.project_users',
  Projects: 'webhooks.resource.projects',
};

export function useResourceWord(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => {
    const word = words[name];
    return word === undefined ? name : t(word);
  };
}

/** Of which changes a hook is told: a box for each. */
export function HookTriggers({ hook }: { hook: WebhookHookV2 }) {
  const { t } = useTranslation();
  const scope = useHookScope();
  const resources = useQuery(resourcesQuery(scope));
  const triggers = useQuery(triggersQuery(scope, hook.id));
  return (
    <Panel title={t('webhooks.told')} lead={t('webhooks.told.lead')}>
      <Answered query={resources}>
        {(all) => (
          <Answered query={triggers}>
            {(own) => <Boxes hook={hook} resources={all} triggers={own} />}
          </Answered>
        )}
      </Answered>
    </Panel>
  );
}

interface BoxesProps {
  readonly hook: WebhookHookV2;
  readonly resources: readonly WebhookResource[];
  readonly triggers: readonly WebhookTriggerV2[];
}

function Boxes({ hook, resources, triggers }: BoxesProps) {
  const { t } = useTranslation();
  const me = usePerson();
  const wordOf = useResourceWord();
  const triggerOf = (resource: string, type: ChangeType) =>
    triggers.find(
      ({ resource_name, event_type }) => resource_name === resource && event_type.toLowerCase() === type,
    );
  const set = useHooksChange(async (scope, [resource_name, event_type]: readonly [string, ChangeType]) => {
    const known = triggerOf(resource_name, event_type);
    await (known === undefined
      ? gatehouse.webhooks.addTriggers(scope, hook.id, [{ resource_name, event_type }])
      : gatehouse.webhooks.removeTrigger(scope, hook.id, known.id));
  });
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('webhooks.told.what')}</th>
              {types.map((type) => (
                <th key={type} scope="col" className={table.choice}>
                  {t(`webhooks.type.${type}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {resources.map((resource) => (
              <tr key={resource.name}>
                <th scope="row" className={classes.what}>
                  {wordOf(resource.name)}
                </th>
                {types.map((type) => (
                  <td key={type} className={table.choice}>
                    {resource[type] && (
                      <Checkbox
                        display="inline-block"
                        aria-label={t('webhooks.told.box', {
                          what: wordOf(resource.name),
                          type: t(`webhooks.type.${type}`),
                        })}
                        checked={triggerOf(resource.name, type) !== undefined}
                        disabled={hook.owned_by_user_id !== String(me.id)}
                        onChange={() => set.mutate([resource.name, type])}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Refusal error={set.error} title={t('webhooks.change.failed')} />
    </>
  );
}
