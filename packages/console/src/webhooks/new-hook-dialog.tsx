import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { useNotice } from '../shell/notices.tsx';
import { useHooksChange } from './webhook-queries.ts';

const versions = ['v4.0', 'v3.0', 'v2.0'];
const blank = { url: '', version: 'v4.0', header: '' };

/** Makes a hook. The header is typed once, and afterwards shown by its last characters alone. */
export function NewHookDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [fields, setFields] = useState(blank);
  const create = useHooksChange(
    (scope, { url, version, header }: typeof blank) =>
      gatehouse.webhooks.create(scope, {
        destination_url: url,
        payload_version: version,
        ...(header !== '' && { destination_headers: { Authorization: header } }),
      }),
    () => {
      notice('done', t('webhooks.made.done'));
      close();
    },
  );
  const close = () => {
    create.reset();
    setFields(blank);
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('webhooks.new')}
      confirm={t('webhooks.new.confirm')}
      failed={t('webhooks.new.failed')}
      refused={!/^https?:\/\/./.test(fields.url)}
      pending={create.isPending}
      error={create.error}
      onCancel={close}
      onConfirm={() => create.mutate(fields)}
    >
      <TextInput
        label={t('webhooks.url')}
        description={t('webhooks.url.words')}
        type="url"
        autoComplete="off"
        spellCheck={false}
        required
        data-autofocus
        value={fields.url}
        onChange={({ currentTarget }) => setFields({ ...fields, url: currentTarget.value.trim() })}
      />
      <NativeSelect
        mt="md"
        label={t('webhooks.version')}
        description={t('webhooks.version.words')}
        value={fields.version}
        data={versions}
        onChange={({ currentTarget }) => setFields({ ...fields, version: currentTarget.value })}
      />
      <PasswordInput
        mt="md"
        label={t('webhooks.header')}
        description={t('webhooks.header.words')}
        autoComplete="off"
        value={fields.header}
        onChange={({ currentTarget }) => setFields({ ...fields, header: currentTarget.value })}
      />
    </ConfirmDialog>
  );
}
