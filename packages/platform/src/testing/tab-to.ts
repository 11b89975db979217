import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/** Moves on by Tab, or back, until the focus is on the control, as somebody without a mouse does. */
export async function tabTo(control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await control.waitFor();
  for (let press = 0; press < 40; press += 1) {
    if (await control.evaluate((element) => element.matches(':focus'))) return;
    await control.page().keyboard.press(key);
  }
  assert.fail(`${control} cannot be reached by keyboard`);
}
