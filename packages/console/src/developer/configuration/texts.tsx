import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../page/panel.tsx';
import classes from './configuration.module.css';
import type { Draft } from './draft.ts';

/** Of instructions and notes, in characters. */
export const longestText = 20_000;

interface TextsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** What whoever installs the app reads before, and after. */
export function Texts({ draft, onChange }: TextsProps) {
  const { t } = useTranslation();
  const fault = (text: string) =>
    text.length > longestText && t('configuration.too_long', { most: longestText });
  return (
    <Panel title={t('configuration.words')}>
      <div className={classes.texts}>
        <Textarea
          label={t('configuration.instructions')}
          description={t('configuration.instructions.about')}
          rows={5}
          value={draft.instructions}
          error={fault(draft.instructions)}
          onChange={(event) => onChange({ instructions: event.currentTarget.value })}
        />
        <Textarea
          label={t('configuration.notes')}
          description={t('configuration.notes.about')}
          rows={5}
          value={draft.notes}
          error={fault(draft.notes)}
          onChange={(event) => onChange({ notes: event.currentTarget.value })}
        />
      </div>
    </Panel>
  );
}
