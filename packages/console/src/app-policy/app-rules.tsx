import type { AppPolicy } from '@gatehouse/wire';
import { Radio } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import tables from '../page/table.module.css';

const rules = ['allowed', 'none', 'blocked'] as const;
type Rule = (typeof rules)[number];

interface AppRulesProps {
  readonly policy: AppPolicy;
  readonly onChange: (lists: Pick<AppPolicy, 'allowed' | 'blocked'>) => void;
}

/** A row for each app that the company has met, and on which of the two lists it stands. */
export function AppRules({ policy, onChange }: AppRulesProps) {
  const { t } = useTranslation();
  const { apps, allowed, blocked } = policy;
  if (apps.length === 0) return <p className={cards.quiet}>{t('policy.apps.none')}</p>;
  const ruleOf = (id: number): Rule =>
    blocked.includes(id) ? 'blocked' : allowed.includes(id) ? 'allowed' : 'none';
  const put = (id: number, rule: Rule) => {
    const without = (ids: readonly number[]) => ids.filter((other) => other !== id);
    onChange({
      allowed: rule === 'allowed' ? [...without(allowed), id] : without(allowed),
      blocked: rule === 'blocked' ? [...without(blocked), id] : without(blocked),
    });
  };
  return (
    <table className={`${tables.table} ${cards.fit}`} aria-label={t('policy.apps')}>
      <thead>
        <tr>
          <th scope="col">{t('apps.app')}</th>
          {rules.map((rule) => (
            <th key={rule} scope="col" className={tables.choice}>
              {t(`policy.rule.${rule}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {apps.map((app) => (
          <AppRule key={app.id} app={app} rule={ruleOf(app.id)} onChange={(rule) => put(app.id, rule)} />
        ))}
      </tbody>
    </table>
  );
}

interface AppRuleProps {
  readonly app: AppPolicy['apps'][number];
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
}

function AppRule({ app, rule, onChange }: AppRuleProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <tr>
      <th scope="row">
        {app.name}
        <div className={cards.quiet}>
          {app.publisher === ''
            ? t('connected_apps.publisher.none')
            : t('connected_apps.publisher', { publisher: app.publisher })}
        </div>
      </th>
      {rules.map((choice) => (
        <td key={choice} className={tables.choice}>
          <Radio
            name={name}
            value={choice}
            checked={choice === rule}
            aria-label={`${app.name}: ${t(`policy.rule.${choice}`)}`}
            classNames={{ body: cards.middle ?? '' }}
            onChange={() => onChange(choice)}
          />
        </td>
      ))}
    </tr>
  );
}
