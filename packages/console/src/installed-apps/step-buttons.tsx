import type { Installation } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReinstallDialog } from './reinstall-dialog.tsx';
import { type PlainStep, StepDialog } from './step-dialog.tsx';

const stepsFrom = {
  connected: ['disconnect', 'uninstall'],
  disconnected: ['reconnect', 'uninstall'],
  uninstalled: ['reinstall'],
} as const;

/** What can be done with an app as it stands. Each says what it does before it does it. */
export function StepButtons({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<PlainStep | 'reinstall'>();
  const close = () => setStep(undefined);
  return (
    <Group mt="lg" gap="sm">
      {stepsFrom[installation.state].map((possible) => (
        <Button
          key={possible}
          variant={possible === 'reconnect' || possible === 'reinstall' ? 'filled' : 'default'}
          onClick={() => setStep(possible)}
        >
          {t(`step.${possible}`)}
        </Button>
      ))}
      <StepDialog
        installation={installation}
        step={step === 'reinstall' ? undefined : step}
        onClose={close}
      />
      <ReinstallDialog installation={installation} opened={step === 'reinstall'} onClose={close} />
    </Group>
  );
}
