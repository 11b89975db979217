import type { Installation, PrincipalReach, Reach } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Panel } from '../page/panel.tsx';
import tables from '../page/table.module.css';
import { levelKeys } from '../permissions/levels.ts';
import { reachQuery } from './installation-queries.ts';
import { refusalKey } from './refusal-words.ts';

type ReachedTools = PrincipalReach['company'];

/** What the app can reach at this moment, as its own account and as each member, by the rule every call meets. */
export function ReachPanel({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const query = useQuery(reachQuery(useCompanyId(), installation.id));
  return (
    <Panel title={t('reach.title')} lead={t('reach.lead')}>
      <Answered query={query}>{(reach) => <Reached reach={reach} />}</Answered>
    </Panel>
  );
}

function Reached({ reach: { account, members } }: { reach: Reach }) {
  const { t } = useTranslation();
  if (account === null && members.length === 0) return <p className={cards.quiet}>{t('reach.nobody')}</p>;
  return (
    <>
      {account !== null && <Principal name={t('reach.account')} reach={account} />}
      {members.map((member) => (
        <Principal key={member.person.id} name={t('reach.as', { name: member.person.name })} reach={member} />
      ))}
    </>
  );
}

function Principal({ name, reach }: { name: string; reach: PrincipalReach }) {
  const { t } = useTranslation();
  const { refused, company, projects, refused_projects: others } = reach;
  if (refused !== null) {
    return (
      <p className={cards.text}>
        <strong>{name}</strong>: {t('reach.nothing')} {t(refusalKey(refused))}
      </p>
    );
  }
  return (
    <div className={cards.part}>
      <table className={`${tables.table} ${cards.fit}`} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{t('reach.may')}</th>
          </tr>
        </thead>
        <tbody>
          {company.length > 0 && (
            <tr>
              <th scope="row">{t('reach.company')}</th>
              <td>
                <Tools tools={company} />
              </td>
            </tr>
          )}
          {projects.map(({ project, tools }) => (
            <tr key={project.id}>
              <th scope="row">{project.name}</th>
              <td>
                <Tools tools={tools} />
              </td>
            </tr>
          ))}
          {others.map(({ reason, projects: count }) => (
            <tr key={reason} className={cards.quiet}>
              <th scope="row">{t(projects.length === 0 ? 'reach.projects' : 'reach.others', { count })}</th>
              <td>{t(refusalKey(reason))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tools({ tools }: { tools: ReachedTools }) {
  const { t } = useTranslation();
  return <>{tools.map(({ tool, level }) => `${t(`tool.${tool}`)}: ${t(levelKeys[level])}`).join(', ')}</>;
}
