import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Icon } from '../shell/icons.tsx';
import classes from './empty.module.css';

/** Says why there is nothing, and what would bring something. */
export function Empty({
  icon: Drawing,
  title,
  order = 2,
  children,
}: {
  icon: Icon;
  title: string;
  /** The heading's level: 3 inside a panel. */
  order?: 2 | 3;
  children: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Drawing size={28} />
      </span>
      <Title order={order} size="h4">
        {title}
      </Title>
      <div className={classes.text}>{children}</div>
    </div>
  );
}
