import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../page/empty.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { Page } from '../page/page.tsx';
import { BuildingIcon } from '../shell/icons.tsx';
import { refusedWith } from './company.ts';
import { Waiting } from './waiting.tsx';

interface Answer<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface CompanyPageProps<Data> {
  readonly title: string;
  readonly lead?: string;
  readonly query: Answer<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** A page about a company: what it is for, then what the server says, or why it says nothing. */
export function CompanyPage<Data>({ title, lead, query, children }: CompanyPageProps<Data>) {
  return (
    <Page title={title} {...(lead !== undefined && { lead })}>
      <Answered query={query}>{children}</Answered>
    </Page>
  );
}

/** What a query answered; a refusal says who could do it. */
export function Answered<Data>({ query, children }: Pick<CompanyPageProps<Data>, 'query' | 'children'>) {
  const { t } = useTranslation();
  const { data, error, refetch } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error === null) return <Waiting />;
  if (refusedWith(error, 403, 404)) {
    return (
      <Empty icon={BuildingIcon} title={t('company.refused.title')}>
        {t('company.refused.body')}
      </Empty>
    );
  }
  return <LoadFailure error={error} retry={refetch} />;
}
