import { focusHeading } from '../../page/page.tsx';

/** After a dialog whose opener is gone, back to where the keyboard was in the list. */
export function focusList(): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const line = document.querySelector<HTMLElement>('[role="grid"] [data-row][tabindex="0"]');
  if (line === null) focusHeading();
  else line.focus();
}
