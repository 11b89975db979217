import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real, headless Chromium: the one of `GATEHOUSE_TEST_CHROMIUM`, else the one that comes with the packages.
 * Whoever opens it closes it. The package's own arguments are left alone: they are for scraping, run everything in
 * one process, and weaken just what a test of ours has to meet.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.GATEHOUSE_TEST_CHROMIUM ?? (await packaged.executablePath());
  return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
}
