import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DiskProfile } from '../ports/disk.ts';
import { conflictName, freeName, isCopyOf } from './free-name.ts';
import { localName, nameKey, remoteName } from './local-name.ts';
import { isPlainName } from './plain-name.ts';

const linux: DiskProfile = {
  caseSensitive: true,
  portableNames: false,
  longestName: 255,
  lengthUnit: 'bytes',
};
const portable: DiskProfile = {
  caseSensitive: false,
  portableNames: true,
  longestName: 255,
  lengthUnit: 'utf-16',
};

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.stringMatching(/^[%a-fA-F0-9:/.* ]{1,16}$/),
  fc.constantFrom(
    '.',
    '..',
    'con',
    'NUL.txt',
    'a.cloud',
    'b.CLOUDF',
    'a%2Fb',
    'x ',
    'x.',
    'e\u0301',
    '~$a',
    '%',
  ),
);

for (const [name, profile] of Object.entries({ linux, portable }))
  test(`${name}: a name goes to the disk and comes back as it was`, () => {
    fc.assert(
      fc.property(awkward, (remote) => {
        const local = localName(remote, profile, '1');
        if (local === undefined) return assert.ok(['', '.', '..'].includes(remote));
        assert.equal(remoteName(local, profile, remote), remote.normalize('NFC'));
        assert.ok(!local.includes('/') && !local.includes('\0') && local !== '.' && local !== '..');
        assert.ok(!/\.cloudf?$/i.test(local), local);
      }),
      { numRuns: 2_000 },
    );
  });

test('a portable name is one that every operating system takes', () => {
  fc.assert(
    fc.property(awkward, (remote) => {
      const local = localName(remote, portable, '1');
      if (local === undefined) return;
      assert.ok(!/[<>:"\\|?*]|[. ]$/.test(local), local);
      assert.ok(!/^(con|nul)(\.|$)/i.test(local), local);
    }),
    { numRuns: 2_000 },
  );
  for (const device of ['COM1', 'com0', 'COM¹', 'lpt².pdf', 'nul .txt', 'CONIN$', 'conout$.log']) {
    const local = localName(device, portable, '1') ?? '';
    assert.match(local, /^%/, device);
    assert.equal(remoteName(local, portable), device);
  }
});

test('what a person typed with a percent sign is what they typed', () => {
  assert.equal(remoteName('100%25.txt', linux), '100%.txt'.replace('%', '%25'));
  assert.equal(remoteName('50%', linux), '50%');
  assert.equal(remoteName('a%2Fb', linux), 'a%2Fb');
  assert.equal(remoteName('a%2Fb%0A', portable), 'a%2Fb%0A');
  assert.equal(remoteName('a%2Fb anew', linux, 'a/b'), 'a/b anew');
});

test('a long name is cut at a character and keeps its ending and an id', () => {
  const local = localName(`${'é'.repeat(200)}.pdf`, linux, 'k3') ?? '';
  assert.ok(Buffer.byteLength(local) <= 255 - '.cloudf'.length, local);
  assert.match(local, /^é+~k3\.pdf$/);
});

test('two spellings of one letter are one name; two cases are one only where the volume says so', () => {
  assert.equal(nameKey(linux)('é'), nameKey(linux)('e\u0301'));
  assert.notEqual(nameKey(linux)('A'), nameKey(linux)('a'));
  assert.equal(nameKey(portable)('A'), nameKey(portable)('a'));
});

test('a conflicted copy is known for one of its file, also where its name was too long for the mark', () => {
  for (const name of ['plan.pdf', `${'long '.repeat(46)}.pdf`, `${'図'.repeat(78)}.pdf`, 'n'.repeat(230)]) {
    const copy = conflictName(name, 'pc 2026-11-27 0613', () => false);
    assert.ok(isCopyOf(copy, name), copy);
    assert.ok(!isCopyOf(copy, copy) && !isCopyOf(name, name));
    assert.ok(!isCopyOf(copy, `other ${name}`));
  }
  assert.ok(!isCopyOf('plan (conflicted copy pc 1).pdf', 'plan of the roof.pdf'));
});

test('a conflict of a conflict has one mark, and a taken name gets a number', () => {
  assert.equal(
    conflictName('plan (conflicted copy pc 1).pdf', 'pc 2', () => false),
    'plan (conflicted copy pc 2).pdf',
  );
  assert.equal(
    freeName('a.b', (name) => name !== 'a (3).b'),
    'a (3).b',
  );
});

test('no name from the server is that of the folder in which Drive keeps its own state', () => {
  // The last two are the same where a volume folds all letters, or looks through what is not seen.
  for (const name of [
    '.gatehouse-drive',
    '.Gatehouse-Drive',
    '.gatehou\u017fe-drive',
    '\u200d.gate\u200chouse-drive',
  ]) {
    for (const profile of [linux, portable]) {
      const local = localName(name, profile, '1') ?? '';
      assert.equal(local, name.replace('.', '%2E'));
      assert.equal(remoteName(local, profile), name);
    }
  }
  // What Windows calls it besides, for programs that know short names alone.
  for (const name of ['GATEHO~1', 'gateho~2']) {
    assert.notEqual(localName(name, portable, '1'), name);
    assert.equal(remoteName(localName(name, portable, '1') ?? '', portable), name);
    assert.equal(localName(name, linux, '1'), name);
  }
});

test('a file that is fetched by its own name lands in the folder that was asked for, on every system', () => {
  for (const name of ['', '.', '..', 'a/b', '../a', 'a\0b', 'x'.repeat(256)])
    for (const system of ['linux', 'win32'] as const) assert.equal(isPlainName(name, system), false, name);
  for (const name of ['..\\a', 'a\\..\\..\\b', 'C:a', 'a.txt:hidden']) {
    assert.equal(isPlainName(name, 'win32'), false, name);
    assert.equal(isPlainName(name, 'linux'), true, name);
  }
  assert.equal(isPlainName('A-101 (2).pdf', 'win32'), true);
});
