import { NativeSelect, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { personNameQuery } from '../directory/directory-queries.ts';
import { PersonPicker } from '../directory/person-picker.tsx';
import { installationsQuery } from '../installed-apps/installation-queries.ts';
import { accountsQuery } from '../service-accounts/service-account-queries.ts';
import classes from './explain.module.css';
import type { ExplainChange, ExplainSearch } from './explain-search.ts';

export interface AskProps {
  readonly asked: ExplainSearch;
  readonly onAsk: (change: ExplainChange) => void;
}

const kinds = ['person', 'app', 'account'] as const;
type Kind = (typeof kinds)[number];

/** Whose call it would be: a person's own, that of an app for a person, or that of an app's own account. */
export function WhoPicker({ asked, onAsk }: AskProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>(kindOf(asked));
  return (
    <div className={classes.row}>
      <Radio.Group
        label={t('explain.who')}
        value={kind}
        onChange={(value) => {
          const next = kinds.find((each) => each === value) ?? 'person';
          setKind(next);
          // Somebody chosen for themselves stays chosen for the app, and the other way round.
          onAsk({ client: undefined, app: undefined, ...(next === 'account' && { person: undefined }) });
        }}
      >
        {kinds.map((each) => (
          <Radio key={each} value={each} label={t(`explain.who.${each}`)} mt="xs" />
        ))}
      </Radio.Group>
      {kind === 'account' ? (
        <AccountSelect asked={asked} onAsk={onAsk} />
      ) : (
        <div className={classes.picked}>
          <Person asked={asked} onAsk={onAsk} />
          {kind === 'app' && <AppSelect asked={asked} onAsk={onAsk} />}
        </div>
      )}
    </div>
  );
}

function kindOf({ client, app }: ExplainSearch): Kind {
  if (client !== undefined) return 'account';
  return app === undefined ? 'person' : 'app';
}

function Person({ asked: { person }, onAsk }: AskProps) {
  const { t } = useTranslation();
  const { data: name } = useQuery({
    ...personNameQuery(useCompanyId(), person ?? 0),
    enabled: person !== undefined,
  });
  return (
    <PersonPicker
      // The name of somebody in the address arrives a little later.
      key={name ?? 'unknown'}
      label={t('grid.person')}
      value={person === undefined || name === undefined ? undefined : { id: person, name }}
      onChange={(picked) => onAsk({ person: picked?.id })}
    />
  );
}

function AppSelect({ asked: { app }, onAsk }: AskProps) {
  const { t } = useTranslation();
  const { data: installations = [] } = useQuery(installationsQuery(useCompanyId()));
  return (
    <NativeSelect
      label={t('explain.app')}
      value={app ?? ''}
      onChange={({ currentTarget }) => onAsk({ app: Number(currentTarget.value) || undefined })}
      data={[
        { value: '', label: t('explain.app.choose') },
        ...installations.map(({ app: { id, name } }) => ({ value: String(id), label: name })),
      ]}
    />
  );
}

function AccountSelect({ asked: { client }, onAsk }: AskProps) {
  const { t } = useTranslation();
  const { data: accounts } = useQuery(accountsQuery(useCompanyId()));
  return (
    <NativeSelect
      label={t('accounts.account')}
      value={client ?? ''}
      onChange={({ currentTarget }) => onAsk({ client: currentTarget.value || undefined })}
      data={[
        { value: '', label: t('explain.who.choose') },
        ...(accounts?.service_accounts ?? []).map(({ client_id: value, name: label }) => ({ value, label })),
      ]}
    />
  );
}
