import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from './open-browser.ts';
import { startPlatform, type TestPlatform } from './start-platform.ts';

/** The platform with its demo and a browser before it, for the tests of one file; both are closed after them. */
export async function openStage(): Promise<{ platform: TestPlatform; browser: Browser }> {
  const platform = await startPlatform();
  after(() => platform.close());
  const browser = await openBrowser();
  after(() => browser.close());
  return { platform, browser };
}
