import { initials } from './initials.ts';
import classes from './monogram.module.css';

/** A picture made of a name's initials. It stands beside the name and says nothing of its own. */
export function Monogram({ name, shape }: { name: string; shape: 'person' | 'app' }) {
  // Drawn by the stylesheet: as text, the letters would have to be part of what a button around them is called.
  return (
    <span className={classes.monogram} data-shape={shape} data-initials={initials(name)} aria-hidden="true" />
  );
}
