import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Icon } from '../shell/icons.tsx';
import classes from './empty.module.css';

/** Says why there is nothing, and what would bring something. */
export function Empty({
  icon: Drawing,
  title,
  children,
}: {
  icon: Icon;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Drawing size={28} />
      </span>
      <Title order={2} size="h4">
        {title}
      </Title>
      <p className={classes.text}>{children}</p>
    </div>
  );
}
