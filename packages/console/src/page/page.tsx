import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './page.module.css';

/** A page: what it is called, in one heading and in the browser's tab; what it is for; and its content. */
export function Page({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <title>{t('page.title', { page: title })}</title>
      <div className={classes.head}>
        <Title order={1} tabIndex={-1} className={classes.title}>
          {title}
        </Title>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      </div>
      {children}
    </>
  );
}

/** Puts keyboard and screen reader at the top of the page that has just been arrived at. */
export function focusHeading(): void {
  document.querySelector('h1')?.focus();
}
