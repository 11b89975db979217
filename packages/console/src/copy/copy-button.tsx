import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, CopyIcon } from '../shell/icons.tsx';
import { useNotice } from '../shell/notices.tsx';

/** Copies a text. `name` says what it is, for those who hear the button without what stands beside it. */
export function CopyButton({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      notice('done', t('copy.done', { name }));
    } catch {
      // Where the browser does not let a page write to the clipboard, the text can still be selected.
      notice('problem', t('copy.failed', { name }));
    }
  };
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={copied === text ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
      aria-label={t('copy.named', { name })}
      onClick={() => void copy()}
    >
      {t('copy')}
    </Button>
  );
}
