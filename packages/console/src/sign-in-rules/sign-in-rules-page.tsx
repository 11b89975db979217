import type { SignInRules } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Panel } from '../page/panel.tsx';
import { useNotice } from '../shell/notices.tsx';
import { signInRulesQuery } from './sign-in-rules-query.ts';

/** How the people of a company have to sign in. */
export function SignInRulesPage() {
  const { t } = useTranslation();
  const query = useQuery(signInRulesQuery(useCompanyId()));
  return (
    <CompanyPage title={t('sign_in_rules.title')} lead={t('sign_in_rules.lead')} query={query}>
      {(rules) => <SecondFactor rules={rules} />}
    </CompanyPage>
  );
}

function SecondFactor({ rules }: { rules: SignInRules }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const isRequired = rules.second_factor === 'required';
  const next = isRequired ? 'offered' : 'required';
  const change = useCompanyChange(
    (companyId, second_factor: SignInRules['second_factor']) =>
      gatehouse.signInRules.update(companyId, { second_factor }),
    () => {
      setAsking(false);
      notice('done', t('sign_in_rules.saved'));
    },
  );
  const close = () => {
    change.reset();
    setAsking(false);
  };
  return (
    <Panel
      title={t('security.second_factor')}
      lead={t(`sign_in_rules.${rules.second_factor}`)}
      action={
        <Button variant={isRequired ? 'default' : 'filled'} onClick={() => setAsking(true)}>
          {t(`sign_in_rules.to_${next}`)}
        </Button>
      }
    >
      <p>
        {rules.people_without === 0
          ? t('sign_in_rules.without_none')
          : t('sign_in_rules.without', { count: rules.people_without })}
      </p>
      <ConfirmDialog
        opened={asking}
        title={t(`sign_in_rules.to_${next}.title`)}
        confirm={t(`sign_in_rules.to_${next}.confirm`)}
        failed={t('sign_in_rules.failed')}
        pending={change.isPending}
        error={change.error}
        onCancel={close}
        onConfirm={() => change.mutate(next)}
      >
        <p>{t(`sign_in_rules.to_${next}.words`)}</p>
      </ConfirmDialog>
    </Panel>
  );
}
