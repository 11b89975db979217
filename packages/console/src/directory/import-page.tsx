import type { PeopleImport } from '@gatehouse/wire';
import { Button, Checkbox, FileButton, Group, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import classes from './directory.module.css';
import { ImportPreview } from './import-preview.tsx';

/** The columns by the names that the first line has to give them. */
const example = 'first_name,last_name,email_address,job_title\nRosa,Núñez,rosa@example.com,Foreman';

const csvFiles = '.csv,text/csv';

/** People from a spreadsheet: first what would happen, line by line, then that. */
export function ImportPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [csv, setCsv] = useState('');
  const [invite, setInvite] = useState(true);
  const [preview, setPreview] = useState<PeopleImport>();
  const [done, setDone] = useState<PeopleImport>();
  const write = (text: string) => {
    setCsv(text);
    setPreview(undefined);
    setDone(undefined);
  };
  const check = useCompanyChange(
    (id, text: string) => gatehouse.people.import(id, text, { dryRun: true, invite: true }),
    setPreview,
  );
  const carryOut = useCompanyChange(
    (id, text: string) => gatehouse.people.import(id, text, { dryRun: false, invite }),
    (answer) => {
      setPreview(undefined);
      setDone(answer);
    },
  );
  return (
    <Page
      title={t('people.import')}
      lead={t('import.lead')}
      above={
        <Link to="/companies/$companyId/people" params={{ companyId: String(companyId) }}>
          {t('people.back')}
        </Link>
      }
    >
      <Panel title={t('import.text')} lead={t('import.text.lead')}>
        <Textarea
          label={t('import.csv')}
          rows={8}
          value={csv}
          placeholder={example}
          spellCheck={false}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
        <Group gap="xs" mt="md">
          <Button disabled={csv.trim() === ''} loading={check.isPending} onClick={() => check.mutate(csv)}>
            {t('import.check')}
          </Button>
          <FileButton
            accept={csvFiles}
            inputProps={{ 'aria-label': t('import.file') }}
            onChange={(file) => void file?.text().then(write)}
          >
            {(props) => (
              <Button variant="default" {...props}>
                {t('import.file')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Refusal error={check.error ?? carryOut.error} title={t('import.failed')} />
      </Panel>
      {preview !== undefined && (
        <Panel
          title={t('import.preview')}
          lead={t('import.preview.lead', {
            created: preview.created,
            updated: preview.updated,
            failed: preview.failed,
          })}
        >
          <ImportPreview rows={preview.rows} />
          {preview.invited > 0 && (
            <Checkbox
              mt="md"
              label={t('import.invite', { count: preview.invited })}
              description={t('people.invite_now.words')}
              checked={invite}
              onChange={({ currentTarget }) => setInvite(currentTarget.checked)}
            />
          )}
          <Button
            mt="md"
            disabled={preview.created + preview.updated === 0}
            loading={carryOut.isPending}
            onClick={() => carryOut.mutate(csv)}
          >
            {t('import.confirm', { count: preview.created + preview.updated })}
          </Button>
        </Panel>
      )}
      {done !== undefined && (
        <Panel title={t('import.done')}>
          <p className={classes.quiet} role="status">
            {t('import.done.words', { created: done.created, updated: done.updated, failed: done.failed })}
            {done.invited > 0 && ` ${t('import.done.invited', { count: done.invited })}`}
          </p>
          {done.failed > 0 && (
            <ImportPreview rows={done.rows.filter(({ errors }) => Object.keys(errors).length > 0)} />
          )}
        </Panel>
      )}
    </Page>
  );
}
