import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cannotUseFile, cannotUseFolder } from './cannot-keep-files.ts';
import { assertSentence } from './sentence.test-support.ts';

const failure = (more: object) => Object.assign(new Error('raw'), more);

test('a folder that cannot be used is named with its setting and the reason', () => {
  const reasons = {
    EEXIST: 'a file is in its place',
    ENOTDIR: 'a file is where a folder must be',
    EPERM: 'this user may not read and write there',
    EACCES: 'this user may not read and write there',
    EROFS: 'its file system is read-only',
    ENOSPC: 'no space is left there',
  };
  for (const [code, reason] of Object.entries(reasons))
    assertSentence(
      cannotUseFolder(failure({ code }), '/srv/data'),
      `GATEHOUSE_DATA_DIR /srv/data cannot be used: ${reason} (${code}).`,
    );
});

test('a database file that is none is named, with the setting that leads to it', () => {
  assertSentence(
    cannotUseFile(
      failure({ code: 'ERR_SQLITE_ERROR', errcode: 26 }),
      'GATEHOUSE_DATA_DIR',
      '/srv/data/gatehouse.db',
    ),
    'The database /srv/data/gatehouse.db cannot be used: it is not an SQLite database; GATEHOUSE_DATA_DIR says where it lies.',
  );
  assertSentence(
    cannotUseFile(failure({ code: 'EACCES' }), 'GATEHOUSE_DATABASE_URL', '/srv/x.db'),
    'The database /srv/x.db cannot be used: this user may not read and write there; GATEHOUSE_DATABASE_URL says where it lies.',
  );
});

test('an error of the program is handed back as it is', () => {
  const error = new TypeError('x is not a function');
  assert.equal(cannotUseFolder(error, '/srv'), error);
  assert.equal(cannotUseFile(error, 'GATEHOUSE_DATA_DIR', '/srv/x.db'), error);
});
