import { type ReactNode, useEffect, useRef } from 'react';
import classes from './page-tabs.module.css';

/** Pages that belong together. Links, because each has an address of its own. */
export function PageTabs({ label, children }: { label: string; children: readonly ReactNode[] }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls, and the current page may be far along it.
    const current = list.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });
  });
  return (
    <nav className={classes.tabs} aria-label={label}>
      <ul ref={list}>{children}</ul>
    </nav>
  );
}
