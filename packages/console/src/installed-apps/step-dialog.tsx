import type { Installation } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';

export type PlainStep = 'disconnect' | 'reconnect' | 'uninstall';

const effects = {
  disconnect: ['step.disconnect.at_once', 'step.disconnect.others', 'step.disconnect.kept'],
  reconnect: ['step.reconnect.at_once', 'step.reconnect.same'],
  uninstall: ['step.uninstall.at_once', 'step.uninstall.projects', 'step.uninstall.again'],
} as const;

interface StepDialogProps {
  readonly installation: Installation;
  readonly step: PlainStep | undefined;
  readonly onClose: () => void;
}

/** Says what a step does before it is taken. */
export function StepDialog({ installation, step, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { id, app } = installation;
  const shown = useLast(step) ?? 'disconnect';
  const take = useCompanyChange(
    (companyId, wanted: PlainStep) => gatehouse.installations[wanted](companyId, id),
    (_installation, wanted) => {
      onClose();
      notice('done', t(`step.${wanted}.done`, { app: app.name }));
    },
  );
  const close = () => {
    take.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={step !== undefined}
      title={t(`step.${shown}.title`, { app: app.name })}
      confirm={t(`step.${shown}`)}
      failed={t(`step.${shown}.failed`)}
      danger={shown !== 'reconnect'}
      pending={take.isPending}
      error={take.error}
      onCancel={close}
      onClosed={focusHeadingIfLost}
      onConfirm={() => step && take.mutate(step)}
    >
      <ul className={cards.effects}>
        {effects[shown].map((effect) => (
          <li key={effect}>{t(effect)}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
