import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { TestPlatform } from '../testing/start-platform.ts';

export interface Visit {
  readonly locale: string;
  readonly path: string;
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** What the browser says of failures that the story brings about itself. */
  readonly complaints?: readonly string[];
}

/**
 * A page of somebody's own browser, signed in at this address of the console. A complaint of the page's policy, or an
 * error in its script, fails the test.
 */
export async function as(
  { browser, platform }: { readonly browser: Browser; readonly platform: TestPlatform },
  name: string,
  { locale, path, width = 1280, colorScheme = 'light', complaints: expected = [] }: Visit,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const person = platform.demo.people.find((each) => each.name === name);
  assert.ok(person, name);
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ locale, colorScheme, viewport, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${platform.url}/console${path}`);
    await page.fill('#email', person.email);
    await page.fill('#password', person.password);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/console${path}`);
    await work(page);
    assert.deepEqual(complaints, expected);
  } finally {
    await context.close();
  }
}

/** By keyboard, as somebody without a mouse does it; in an open dialog before anywhere else. */
export async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).last();
  // A dialog takes the keyboard a moment after it is there: whoever is quicker would press its first button.
  if (await button.evaluate((element) => element.closest('[role="dialog"]') !== null))
    await page.locator('[role="dialog"]:focus-within').waitFor();
  await button.press('Enter');
}

/** A link of the page itself; the shell around it has its own. */
export async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
}

export async function seeHeading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true }).first().waitFor();
}

/** What stands in a field that is there to be copied. @param start how it begins */
export async function copied(page: Page, start: RegExp): Promise<string> {
  const text = await page.locator('code', { hasText: start }).first().textContent();
  assert.ok(text);
  return text;
}
