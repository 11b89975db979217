import type { AppPolicy } from '@gatehouse/wire';
import { Group, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import classes from './app-policy.module.css';

const rules = ['allowed', 'none', 'blocked'] as const;
type Rule = (typeof rules)[number];

interface AppRulesProps {
  readonly policy: AppPolicy;
  readonly onChange: (lists: Pick<AppPolicy, 'allowed' | 'blocked'>) => void;
}

/** Each app that the company has met, and on which of the two lists it stands. */
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
    <ul className={classes.apps}>
      {apps.map((app) => (
        <li key={app.id}>
          <AppRule app={app} rule={ruleOf(app.id)} onChange={(rule) => put(app.id, rule)} />
        </li>
      ))}
    </ul>
  );
}

interface AppRuleProps {
  readonly app: AppPolicy['apps'][number];
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
}

function AppRule({ app, rule, onChange }: AppRuleProps) {
  const { t } = useTranslation();
  const publisher =
    app.publisher === ''
      ? t('connected_apps.publisher.none')
      : t('connected_apps.publisher', { publisher: app.publisher });
  return (
    <Radio.Group
      label={app.name}
      description={publisher}
      value={rule}
      onChange={(value) => onChange(rules.find((known) => known === value) ?? 'none')}
    >
      <Group gap="lg" mt="xs">
        {rules.map((choice) => (
          <Radio key={choice} value={choice} label={t(`policy.rule.${choice}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
