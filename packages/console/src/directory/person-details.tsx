import type { CompanyUserShow } from '@gatehouse/wire';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import classes from './directory.module.css';

const fields = [
  'first_name',
  'last_name',
  'email_address',
  'job_title',
  'business_phone',
  'mobile_phone',
] as const;
type Field = (typeof fields)[number];
type Written = Partial<Record<Field, string>>;

/** Names and addresses. What was not touched is not sent: an address takes a right that a job title does not. */
export function PersonDetails({ person }: { person: CompanyUserShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [written, setWritten] = useState<Written>({});
  const save = useCompanyChange(
    (companyId, change: Written) => gatehouse.companyUsers.update(companyId, person.id, sent(change)),
    ({ name, email_address }, { email_address: wanted = email_address }) => {
      setWritten({});
      // Another address is theirs once its reader says so.
      const asked = wanted.trim().toLowerCase() !== email_address;
      notice('done', t(asked ? 'people.address_asked' : 'people.saved', { name }));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(written);
  };
  const changed = fields.some((field) => (written[field] ?? person[field] ?? '') !== (person[field] ?? ''));
  return (
    <form onSubmit={submit} className={classes.form}>
      <Panel title={t('people.details')}>
        <div className={classes.fields}>
          {fields.map((field) => (
            <TextInput
              key={field}
              label={t(`people.${field}`)}
              value={written[field] ?? person[field] ?? ''}
              required={field === 'last_name' || field === 'email_address'}
              {...(field === 'email_address' && { type: 'email' })}
              autoComplete="off"
              maxLength={255}
              disabled={!person.is_active}
              onChange={({ currentTarget: { value } }) => setWritten({ ...written, [field]: value })}
            />
          ))}
        </div>
        <Refusal error={save.error} title={t('people.save.failed')} />
        {person.is_active && (
          <Button type="submit" mt="lg" loading={save.isPending} disabled={!changed}>
            {t('people.save')}
          </Button>
        )}
      </Panel>
    </form>
  );
}

/** An emptied field is none; the two that everybody has are sent as they are. */
function sent({ last_name, email_address, ...others }: Written) {
  return {
    ...Object.fromEntries(Object.entries(others).map(([field, value]) => [field, value.trim() || null])),
    ...(last_name !== undefined && { last_name: last_name.trim() }),
    ...(email_address !== undefined && { email_address: email_address.trim() }),
  };
}
