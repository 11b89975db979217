import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const consoleFolder = fileURLToPath(new URL('../../../console/src/', import.meta.url));

/** The address of each page of the console, as its router spells it. */
export async function consolePages(): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const file of await readdir(consoleFolder, { recursive: true })) {
    if (!/(?:-routes\.ts|router\.tsx)$/.test(file)) continue;
    const text = await readFile(consoleFolder + file, 'utf8');
    for (const [, path = ''] of text.matchAll(/\bpath: '([^']+)'/g)) paths.add(path);
  }
  return [...paths].sort();
}

/**
 * What a person without a mouse cannot reach, or does not see that they have reached: Tab goes through the page, from its
 * beginning to its end.
 */
export async function keyboardFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(toBeginning);
  const faults = new Set<string>();
  for (let press = 0; press < 300; press += 1) {
    await page.keyboard.press('Tab');
    const at = (await page.evaluate(visit)) as { readonly over: boolean; readonly unseen: string | null };
    if (at.over) break;
    if (at.unseen !== null) faults.add(`has the focus unseen: ${at.unseen}`);
  }
  for (const missed of (await page.evaluate(unvisited)) as readonly string[])
    faults.add(`is not reached: ${missed}`);
  return [...faults];
}

/** Where Tab goes on is moved by focus alone: the body takes it for a moment. */
const toBeginning = `(() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
})()`;

/** Marks what has the focus; between the end and the beginning nothing has. Over where it has come around. */
const visit = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return { over: false, unseen: null };
  // A date is one control of several stops.
  const isSame = at === globalThis.visited;
  globalThis.visited = at;
  if (at.dataset.visited === 'yes') return { over: !isSame, unseen: null };
  at.dataset.visited = 'yes';
  const { width, height } = at.getBoundingClientRect();
  const isSeen = width > 0 && height > 0;
  return { over: false, unseen: isSeen ? null : at.outerHTML.slice(0, 120) };
})()`;

/** Of a group of radio buttons, and of tabs, one is a stop: the arrow keys reach the others. */
const unvisited = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((each) => each.dataset.visited !== 'yes' && !each.disabled && each.tabIndex >= 0)
  .filter((each) => each.type !== 'radio' && each.type !== 'hidden' && each.getAttribute('role') !== 'tab')
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.closest('[inert], [aria-hidden="true"]') === null)
  .map((each) => each.outerHTML.slice(0, 120))`;
