import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { templatesQuery } from '../permission-templates/template-queries.ts';
import { useNotice } from '../shell/notices.tsx';

interface Draft {
  readonly kind: 'user' | 'contact';
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly template: string;
  readonly invite: boolean;
}

const empty: Draft = {
  kind: 'user',
  first: '',
  last: '',
  email: '',
  jobTitle: '',
  template: '',
  invite: true,
};

/** Adds somebody who may sign in, or a contact who is only written down. */
export function AddPersonDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [draft, setDraft] = useState(empty);
  const { data: templates = [] } = useQuery({
    ...templatesQuery(useCompanyId(), 'company_tools'),
    enabled: opened,
  });
  const write = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const done = () => {
    setDraft(empty);
    onClose();
  };
  const add = useCompanyChange(addPerson, (invitation, { first, last }) => {
    const name = `${first} ${last}`.trim();
    notice(invitation === 'failed' ? 'problem' : 'done', t(`people.added.${invitation}`, { name }));
    done();
  });
  const { kind, first, last, email, jobTitle, template, invite } = draft;
  const user = kind === 'user';
  return (
    <ConfirmDialog
      opened={opened}
      title={t('people.add')}
      confirm={t('people.add.confirm')}
      failed={t('people.add.failed')}
      refused={last.trim() === '' || (user && email.trim() === '')}
      pending={add.isPending}
      error={add.error}
      onCancel={() => {
        add.reset();
        done();
      }}
      onConfirm={() => add.mutate(draft)}
    >
      <Radio.Group
        label={t('people.kind')}
        value={kind}
        onChange={(value) => write({ kind: value === 'contact' ? 'contact' : 'user' })}
        mb="md"
      >
        <Radio value="user" label={t('people.kind.user')} description={t('people.kind.user.words')} mt="xs" />
        <Radio
          value="contact"
          label={t('person.kind.contact')}
          description={t('people.kind.contact.words')}
          mt="xs"
        />
      </Radio.Group>
      <TextInput
        label={t('people.first_name')}
        value={first}
        autoComplete="off"
        maxLength={255}
        data-autofocus
        onChange={({ currentTarget }) => write({ first: currentTarget.value })}
      />
      <TextInput
        mt="sm"
        label={t('people.last_name')}
        value={last}
        required
        autoComplete="off"
        maxLength={255}
        onChange={({ currentTarget }) => write({ last: currentTarget.value })}
      />
      <TextInput
        mt="sm"
        type="email"
        label={t('people.email')}
        value={email}
        required={user}
        autoComplete="off"
        maxLength={255}
        onChange={({ currentTarget }) => write({ email: currentTarget.value })}
      />
      <TextInput
        mt="sm"
        label={t('people.job_title')}
        value={jobTitle}
        autoComplete="off"
        maxLength={255}
        onChange={({ currentTarget }) => write({ jobTitle: currentTarget.value })}
      />
      {user && (
        <>
          <NativeSelect
            mt="sm"
            label={t('people.company_template')}
            value={template}
            onChange={({ currentTarget }) => write({ template: currentTarget.value })}
            data={[
              { value: '', label: t('grid.template.none') },
              ...templates.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
          <Checkbox
            mt="md"
            label={t('people.invite_now')}
            description={t('people.invite_now.words')}
            checked={invite}
            onChange={({ currentTarget }) => write({ invite: currentTarget.checked })}
          />
        </>
      )}
    </ConfirmDialog>
  );
}

/** Answers what became of the invitation: somebody who was added stays so, whatever the mail server says. */
async function addPerson(companyId: number, draft: Draft): Promise<'sent' | 'none' | 'failed'> {
  const names = {
    first_name: draft.first.trim() || null,
    last_name: draft.last.trim(),
    job_title: draft.jobTitle.trim() || null,
  };
  const email = draft.email.trim();
  if (draft.kind === 'contact') {
    await gatehouse.people.create(companyId, { ...names, ...(email !== '' && { email }) });
    return 'none';
  }
  const { id } = await gatehouse.companyUsers.create(companyId, {
    ...names,
    email_address: email,
    ...(draft.template !== '' && { company_permission_template_id: Number(draft.template) }),
  });
  if (!draft.invite) return 'none';
  return gatehouse.companyUsers.invite(companyId, id).then(
    () => 'sent',
    () => 'failed',
  );
}
