import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLinks } from './links.ts';

const paths = ['README.md', 'docs/settings.md', 'docs/picture.svg'];
const broken = (path: string, text: string) => brokenLinks([{ path, text }], paths);

test('links to nothing are caught in every form', () => {
  assert.deepEqual(broken('README.md', '[a](docs/none.md) <img src="none.svg">\n\n[b]: none.md'), [
    'README.md: docs/none.md does not exist',
    'README.md: none.svg does not exist',
    'README.md: none.md does not exist',
  ]);
});

test('files, folders, anchors, other sites and code are fine', () => {
  const text =
    '[a](settings.md#port) [b](../docs/) [c](#here) [d](https://example.com/x) ![e](picture.svg) `[f](none.md)`';
  assert.deepEqual(broken('docs/a.md', text), []);
});
