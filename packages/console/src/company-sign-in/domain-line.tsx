import type { IdentityDomain } from '@gatehouse/wire';
import { Badge, Button, Group, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { CopyField } from '../copy/copy-field.tsx';
import lists from '../operator/operator.module.css';

interface DomainLineProps {
  readonly domain: IdentityDomain;
  readonly proving: boolean;
  readonly onProve: () => void;
  readonly onRemove: () => void;
}

/** A domain: proven and by whom, rejected and why, or what to publish so that it is proven. */
export function DomainLine({ domain, proving, onProve, onRemove }: DomainLineProps) {
  const { t } = useTranslation();
  const { domain: name, state, dns_record: record, rejection } = domain;
  const waits = state === 'waiting' && record !== null;
  return (
    <li>
      <div className={lists.words}>
        <div className={cards.head}>
          <Title order={3} size="h5">
            {name}
          </Title>
          <StateBadge domain={domain} />
        </div>
        {rejection !== null && <p className={cards.quote}>{rejection}</p>}
        {waits && (
          <div className={cards.part}>
            <CopyField label={t('company_sign_in.domain.name')} text={record.name} />
            <CopyField label={t('company_sign_in.domain.value')} text={record.value} />
          </div>
        )}
      </div>
      <Group gap="xs">
        {waits && (
          <Button
            size="sm"
            loading={proving}
            aria-label={t('company_sign_in.domain.prove.named', { domain: name })}
            onClick={onProve}
          >
            {t('company_sign_in.domain.prove')}
          </Button>
        )}
        {state !== 'rejected' && (
          <Button
            size="sm"
            variant="default"
            aria-label={t('company_sign_in.domain.remove.named', { domain: name })}
            onClick={onRemove}
          >
            {t('company_sign_in.remove')}
          </Button>
        )}
      </Group>
    </li>
  );
}

function StateBadge({ domain: { state, proven_by: by } }: { domain: IdentityDomain }) {
  const { t } = useTranslation();
  if (state === 'approved')
    return (
      <Badge color="gate" variant="light" tt="none">
        {t(`company_sign_in.domain.approved.${by ?? 'operator'}`)}
      </Badge>
    );
  return (
    <Badge
      {...(state === 'rejected' ? { color: 'red', variant: 'light' } : { variant: 'default' })}
      tt="none"
    >
      {t(`company_sign_in.domain.${state}`)}
    </Badge>
  );
}
