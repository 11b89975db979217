import type { PermissionTemplateType } from '@gatehouse/wire';
import { Button, Checkbox, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { grantable } from '../permissions/grantable.ts';
import { PermissionMatrix } from '../permissions/permission-matrix.tsx';
import type { Draft } from './template-draft.ts';

interface TemplateFormProps {
  readonly type: PermissionTemplateType;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onSave: () => void;
  readonly saving: boolean;
  readonly error: Error | null;
  /** What comes before the name: where a new template shall hold. */
  readonly children?: ReactNode;
}

/** What whoever holds the template may do. */
export function TemplateForm(props: TemplateFormProps) {
  const { type, draft, onChange, onSave, saving, error, children } = props;
  const { t } = useTranslation();
  const { name, levels, granted } = draft;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  const inProjects = type !== 'company_tools';
  return (
    <form onSubmit={submit} className={cards.form}>
      <Panel title={t('templates.what')}>
        {children}
        <TextInput
          label={t('templates.name')}
          value={name}
          required
          maxLength={255}
          autoComplete="off"
          maw={480}
          mb="lg"
          onChange={({ currentTarget }) => onChange({ ...draft, name: currentTarget.value })}
        />
        <PermissionMatrix
          caption={t(inProjects ? 'templates.levels.project' : 'templates.levels.company')}
          value={levels}
          onChange={(value) => onChange({ ...draft, levels: value })}
        />
        {inProjects && (
          <Checkbox.Group
            mt="lg"
            label={t('templates.granted')}
            description={t('templates.granted.words')}
            value={[...granted]}
            onChange={(value) => onChange({ ...draft, granted: value })}
          >
            {grantable.map((action) => (
              <Checkbox key={action} value={action} label={t(`granted.${action}`)} mt="xs" />
            ))}
          </Checkbox.Group>
        )}
        <Refusal error={error} title={t('templates.failed')} />
        <Button type="submit" mt="lg" loading={saving} disabled={name.trim() === ''}>
          {t('templates.save')}
        </Button>
      </Panel>
    </form>
  );
}
