import type { Installation, InstallationUsage } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../chart/bar-chart.tsx';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { useLocale } from '../i18n/use-locale.ts';
import { Panel } from '../page/panel.tsx';
import tables from '../page/table.module.css';
import { Ago } from '../time/ago.tsx';
import { calendarDay } from '../time/when.ts';
import { usageQuery } from './installation-queries.ts';

const days = 30;

/** How the app is used here: calls by day and by project, and by whom. */
export function UsagePanel({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const query = useQuery(usageQuery(useCompanyId(), installation.id, days));
  return (
    <Panel title={t('usage.title')} lead={t('usage.lead', { days })}>
      <Answered query={query}>{(usage) => <Usage usage={usage} />}</Answered>
    </Panel>
  );
}

function Usage({ usage }: { usage: InstallationUsage }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { last_used_at: lastUsed, by_day: byDay, by_project: byProject, users } = usage;
  if (lastUsed === null && byDay.every(({ calls }) => calls === 0)) {
    return <p className={cards.quiet}>{t('usage.never')}</p>;
  }
  return (
    <>
      <BarChart
        title={t('usage.by_day')}
        barsAre={t('usage.day')}
        series={[
          { label: t('usage.done'), tone: 'good' },
          { label: t('usage.refused'), tone: 'refused' },
          { label: t('usage.failed'), tone: 'failed' },
        ]}
        bars={byDay.map(({ date, calls, refused, failed }) => ({
          label: calendarDay(locale, date),
          values: [Math.max(0, calls - refused - failed), refused, failed],
        }))}
      />
      <dl className={cards.facts}>
        {lastUsed !== null && (
          <div>
            <dt>{t('usage.last')}</dt>
            <dd>
              <Ago timestamp={lastUsed} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('usage.people')}</dt>
          <dd>{users.length.toLocaleString(locale)}</dd>
        </div>
      </dl>
      {byProject.length > 0 && <ByProject byProject={byProject} />}
      {users.length > 0 && <Users users={users} />}
    </>
  );
}

function ByProject({ byProject }: { byProject: InstallationUsage['by_project'] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className={cards.part}>
      <table className={tables.table} aria-label={t('usage.by_project')}>
        <thead>
          <tr>
            <th scope="col">{t('usage.project')}</th>
            <th scope="col" className={tables.number}>
              {t('usage.calls')}
            </th>
          </tr>
        </thead>
        <tbody>
          {byProject.map(({ project, calls }) => (
            <tr key={project?.id ?? 0}>
              <th scope="row">{project?.name ?? t('usage.company')}</th>
              <td className={tables.number}>{calls.toLocaleString(locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Users({ users }: { users: InstallationUsage['users'] }) {
  const { t } = useTranslation();
  return (
    <div className={cards.part}>
      <table className={tables.table} aria-label={t('usage.people')}>
        <thead>
          <tr>
            <th scope="col">{t('usage.people')}</th>
            <th scope="col">{t('usage.last')}</th>
          </tr>
        </thead>
        <tbody>
          {users.map(({ id, name, last_used_at: used }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>
                <Ago timestamp={used} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
