import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk.tsx';
import { focusList } from './focus-list.ts';
import classes from './shortcuts-dialog.module.css';

const shortcuts = [
  { keys: ['↑', '↓'], does: 'move' },
  { keys: ['Shift', '↑ ↓'], does: 'extend' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['⌫'], does: 'up' },
  { keys: ['␣'], does: 'choose' },
  { keys: ['Ctrl', 'A'], does: 'all' },
  { keys: ['F2'], does: 'rename' },
  { keys: ['Del'], does: 'delete' },
  { keys: ['Esc'], does: 'none' },
  { keys: ['/'], does: 'search' },
  { keys: ['?'], does: 'help' },
] as const;

/** Single keys can be turned off (WCAG 2.1.4): who dictates would press them by talking. */
export function useSingleKeys() {
  return useLocalStorage({ key: 'gatehouse-single-keys', defaultValue: true });
}

export function ShortcutsDialog() {
  const { t } = useTranslation();
  const { doing, begin } = useDesk();
  const [single, setSingle] = useSingleKeys();
  const close = () => begin(undefined);
  return (
    <Modal
      opened={doing?.what === 'shortcuts'}
      onClose={close}
      onExitTransitionEnd={focusList}
      withCloseButton={false}
      centered
      padding="lg"
    >
      <Modal.Title className={classes.title}>{t('documents.shortcuts')}</Modal.Title>
      <dl className={classes.list}>
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className={classes.line}>
            <dt>{t(`documents.shortcut.${does}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className={classes.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        mt="md"
        label={t('documents.shortcuts.single')}
        checked={single}
        onChange={({ currentTarget }) => setSingle(currentTarget.checked)}
      />
      <Group justify="flex-end" mt="lg">
        <Button onClick={close} data-autofocus>
          {t('documents.close')}
        </Button>
      </Group>
    </Modal>
  );
}
