/** A button loses the keyboard by being disabled, as while what it began is under way; then nothing has it. */
export function isKeyboardLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** To what says why something was not done, where that is all there is to go on from. */
export function focusRefusalIfLost(): void {
  if (isKeyboardLost()) document.querySelector<HTMLElement>('[role="alert"][tabindex]')?.focus();
}
