import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isKeyboardLost } from './keyboard-lost.ts';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  /** Of pages about one thing: which of them this is; only the browser's tab says it before the title. */
  readonly part?: string;
  /** The way back up, above the title. */
  readonly above?: ReactNode;
  /** What can be done with all of the page; stands beside the title, and on a phone below the lead. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page: what it is called, in one heading and in the browser's tab; what it is for; and its content. */
export function Page({ title, lead, part, above, action, children }: PageProps) {
  const { t } = useTranslation();
  return (
    <>
      <title>{t('page.title', { page: part === undefined ? title : `${part} · ${title}` })}</title>
      <div className={classes.head}>
        {above !== undefined && <div className={classes.above}>{above}</div>}
        <Title order={1} tabIndex={-1} className={classes.title}>
          {title}
        </Title>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {action !== undefined && <div className={classes.action}>{action}</div>}
      </div>
      {children}
    </>
  );
}

/** Puts keyboard and screen reader at the top of the page that has just been arrived at. */
export function focusHeading(): void {
  document.querySelector('h1')?.focus();
}

/** After a dialog whose opener is gone: without this, the keyboard would start over. */
export function focusHeadingIfLost(): void {
  if (isKeyboardLost()) focusHeading();
}
