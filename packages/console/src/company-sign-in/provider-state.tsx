import type { IdentityProvider } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { testQuery } from './provider-queries.ts';

/** How a provider stands: what it answers now, and before that whether it may speak for any domain at all. */
export function ProviderState({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const { data, isFetching } = useQuery(testQuery(useCompanyId(), provider));
  const waits = !provider.domains.some(({ state }) => state === 'approved');
  const state = isFetching
    ? 'testing'
    : data === undefined
      ? 'unknown'
      : (data.fault ?? (waits ? 'waiting' : 'works'));
  const color =
    state === 'works' ? 'gate' : ['testing', 'unknown', 'waiting'].includes(state) ? 'gray' : 'red';
  return (
    <span role="status">
      <Badge color={color} variant={color === 'gray' ? 'default' : 'light'} tt="none">
        {t(`company_sign_in.state.${state}`)}
      </Badge>
    </span>
  );
}
