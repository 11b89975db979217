import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceWords } from './device-words.ts';

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

test('browser and system are called what people call them', () => {
  for (const [userAgent, browser, system] of [
    [`${mac} ${chrome}`, 'Chrome', 'macOS'],
    [`${mac} ${chrome} Edg/141.0.0.0`, 'Edge', 'macOS'],
    [`${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15`, 'Safari', 'macOS'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
      'Firefox',
      'Windows',
    ],
    [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${chrome}`, 'Chrome', 'Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
  ] as const)
    assert.deepEqual(deviceWords(userAgent), { browser, system });
});

test('what a program makes up about itself is not repeated', () => {
  assert.deepEqual(deviceWords('You have won; call us'), { browser: null, system: null });
  assert.deepEqual(deviceWords(null), { browser: null, system: null });
});
