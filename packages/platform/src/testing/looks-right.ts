import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Links that no rule of ours has coloured. */
const bareLinks = `(() => {
  const bare = document.body.appendChild(document.createElement('span'));
  bare.style.color = 'LinkText';
  const { color } = getComputedStyle(bare);
  bare.remove();
  return [...document.querySelectorAll('a[href]')]
    .filter((link) => getComputedStyle(link).color === color)
    .map((link) => link.outerHTML);
})()`;

/** Nothing wrong by WCAG 2.2 AA and axe's best practices, no link left bare, and nothing wider than the screen. */
export async function looksRight(page: Page): Promise<void> {
  // A dialog gets its name a moment after it is there; one that never does fails when the time is up.
  const unnamed = page.locator('[role="dialog"]:not([aria-label], [aria-labelledby])').first();
  await unnamed.waitFor({ state: 'detached' });
  await page.evaluate(axe);
  // What a frame shows is somebody's file, not a page of ours; no script of ours would answer there.
  const { violations } = (await page.evaluate('axe.run({ iframes: false })')) as AxeResults;
  assert.deepEqual(
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    [],
  );
  assert.deepEqual(await page.evaluate(bareLinks), []);
  assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
}
