import classes from './copy.module.css';
import { CopyButton } from './copy-button.tsx';

/** A value to be used elsewhere, as it is, with a button that copies it. */
export function CopyField({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label}</span>
      <div className={classes.line}>
        <code className={classes.text}>{text}</code>
        <CopyButton text={text} name={label} />
      </div>
    </div>
  );
}
