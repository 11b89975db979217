import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../page/confirm-dialog.module.css';
import { focusRefusalIfLost } from '../page/keyboard-lost.ts';
import { proofRequest, settleProof } from './proof-request.ts';

/**
 * Asks for a proof while a call waits for it. Passwords are typed on the server's own pages only, so it opens one beside
 * this page; when the person comes back, the call goes on.
 */
export function ProofDialog() {
  const { t } = useTranslation();
  const opened = useSyncExternalStore(proofRequest.subscribe, proofRequest.isWaiting);
  const [left, setLeft] = useState(false);
  useEffect(() => {
    if (!opened) setLeft(false);
  }, [opened]);
  useEffect(() => {
    if (!left) return;
    const goOn = () => settleProof(true);
    window.addEventListener('focus', goOn);
    return () => window.removeEventListener('focus', goOn);
  }, [left]);
  return (
    <Modal
      opened={opened}
      onClose={() => settleProof(false)}
      onExitTransitionEnd={focusRefusalIfLost}
      withCloseButton={false}
      centered
      padding="lg"
      zIndex={400}
    >
      {/* Not Modal's own header: its <header> would count as a second banner of the page. */}
      <Modal.Title className={classes.title}>{t('proof.title')}</Modal.Title>
      <p>{t('proof.lead')}</p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => settleProof(false)}>
          {t('dialog.cancel')}
        </Button>
        {left ? (
          <Button onClick={() => settleProof(true)} data-autofocus>
            {t('proof.go_on')}
          </Button>
        ) : (
          <Button
            component="a"
            href="/prove-it-is-you"
            target="_blank"
            rel="noreferrer"
            onClick={() => setLeft(true)}
            data-autofocus
          >
            {t('proof.open')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
