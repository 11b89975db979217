import { CloseButton } from '@mantine/core';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, WarningIcon } from './icons.tsx';
import classes from './notices.module.css';

type Tone = 'done' | 'problem';
type Give = (tone: Tone, text: string) => void;

const NoticeContext = createContext<Give>(() => {});

/** Tells the person, wherever they look, that something was done or could not be. */
export function useNotice(): Give {
  return use(NoticeContext);
}

/**
 * Shows the last notice until it is dismissed or the person goes elsewhere: nobody has to read against the clock
 * (WCAG 2.2.1). The region is always there, for screen readers hear only what changes inside one they know.
 */
export function Notices({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const router = useRouter();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const [notice, setNotice] = useState<{ tone: Tone; text: string; on: string }>();
  const give = useMemo<Give>(
    () => (tone, text) => setNotice({ tone, text, on: router.state.location.pathname }),
    [router],
  );
  const shown = notice?.on === here ? notice : undefined;
  return (
    <NoticeContext value={give}>
      {children}
      <div className={classes.region} role="status">
        {shown && (
          <div className={classes.notice} data-tone={shown.tone}>
            {shown.tone === 'done' ? <CheckIcon /> : <WarningIcon />}
            <p>{shown.text}</p>
            <CloseButton
              variant="transparent"
              aria-label={t('notice.dismiss')}
              onClick={() => setNotice(undefined)}
            />
          </div>
        )}
      </div>
    </NoticeContext>
  );
}
