import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly lead?: string;
  /** Stands at the end of the heading's line. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A part of a page, on paper of its own, under its own heading. */
export function Panel({ title, lead, action, children }: PanelProps) {
  const heading = useId();
  return (
    <section className={classes.panel} aria-labelledby={heading}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Title order={2} size="h4" id={heading}>
            {title}
          </Title>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
