import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { semverFault } from './semver.ts';

const part = fc.nat(999_999_999);
const parts = fc.tuple(part, part, part);

it('of two different versions just one is higher, by number and not by text', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const [a, b] = [one.join('.'), other.join('.')];
      const [aAfterB, bAfterA] = [semverFault(a, b), semverFault(b, a)];
      assert.equal(aAfterB === undefined && bAfterA === undefined, false);
      assert.equal(aAfterB !== undefined && bAfterA !== undefined, a === b);
    }),
  );
  assert.equal(semverFault('1.10.0', '1.9.9'), undefined);
});

it('every number that a refusal suggests would be taken', () => {
  fc.assert(
    fc.property(fc.tuple(fc.nat(99_999), fc.nat(99_999), fc.nat(99_999)), (newest) => {
      const refusal = semverFault('0.0.0', newest.join('.')) ?? '';
      const [, suggested = ''] = /send (.*) or another/.exec(refusal) ?? [];
      for (const next of suggested.split(', ')) assert.equal(semverFault(next, newest.join('.')), undefined);
    }),
  );
});

it('takes three numbers and nothing else', () => {
  for (const text of [
    '1',
    '1.0',
    '01.0.0',
    '1.0.0-rc.1',
    '1.0.0+5',
    ' 1.0.0',
    '1.0.0\n',
    '9999999999.0.0',
    '１.0.0',
  ])
    assert.match(semverFault(text, undefined) ?? '', /three numbers/, JSON.stringify(text));
  assert.equal(semverFault('0.0.1', undefined), undefined);
});
