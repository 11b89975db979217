import { Skeleton, VisuallyHidden } from '@mantine/core';
import classes from './waiting.module.css';

/** The outline of what is coming, so that the page does not jump when it comes. */
export function Waiting({ label, parts = 2 }: { label: string; parts?: number }) {
  return (
    <div role="status" className={classes.waiting}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: parts }, (_, part) => part).map((part) => (
        <div key={part} className={classes.part}>
          <Skeleton height={20} width="35%" mb={12} />
          <Skeleton height={14} width="80%" mb={8} />
          <Skeleton height={14} width="60%" />
        </div>
      ))}
    </div>
  );
}
