import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import { newUserCode, readUserCode } from './user-code.ts';

test('a code is read back however a person types it, and nothing else is', () => {
  for (let round = 0; round < 200; round += 1) {
    const code = newUserCode(systemRandom);
    assert.match(code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.equal(readUserCode(` ${code.toLowerCase().replace('-', ' ')} `), code);
  }
  for (const wrong of ['', 'BCDF', 'AEIO-UAEI', 'BCDF-GHJK-L']) assert.equal(readUserCode(wrong), undefined);
});
