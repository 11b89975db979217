import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { Answered } from '../company/company-page.tsx';
import { Empty } from '../page/empty.tsx';
import { Page } from '../page/page.tsx';
import { BuildingIcon } from '../shell/icons.tsx';
import { HookBadges } from './hook-badges.tsx';
import { HookDeliveries } from './hook-deliveries.tsx';
import { HookSteps } from './hook-steps.tsx';
import { HookTriggers } from './hook-triggers.tsx';
import { hooksQuery, useHookScope } from './webhook-queries.ts';

/** One hook: of what it is told, what was told, and its end. */
export function WebhookPage() {
  const { t } = useTranslation();
  const scope = useHookScope();
  const { hookId } = useParams({ strict: false });
  const query = useQuery(hooksQuery(scope));
  return (
    <Page
      title={t('webhooks.one')}
      above={
        <Link
          to="/companies/$companyId/webhooks"
          params={{ companyId: String(scope.companyId) }}
          search={scope.projectId === undefined ? {} : { project: scope.projectId }}
        >
          {t('webhooks.title')}
        </Link>
      }
    >
      <Answered query={query}>
        {(hooks) => {
          const hook = hooks.find(({ id }) => id === hookId);
          if (hook === undefined)
            return (
              <Empty icon={BuildingIcon} title={t('webhooks.gone.title')}>
                {t('webhooks.gone.body')}
              </Empty>
            );
          return (
            <>
              <section className={`${cards.card} ${cards.first}`} aria-label={t('webhooks.one')}>
                <div className={cards.line}>
                  <HookBadges hook={hook} />
                </div>
                <dl className={cards.facts}>
                  <div>
                    <dt>{t('webhooks.url')}</dt>
                    <dd>
                      <code>{hook.destination_url}</code>
                    </dd>
                  </div>
                  <div>
                    <dt>{t('webhooks.version')}</dt>
                    <dd>{hook.payload_version}</dd>
                  </div>
                  <div>
                    <dt>{t('webhooks.header')}</dt>
                    <dd>{hook.destination_headers.Authorization ?? t('webhooks.header.none')}</dd>
                  </div>
                </dl>
                <HookSteps hook={hook} />
              </section>
              <HookTriggers hook={hook} />
              <HookDeliveries hook={hook} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}
