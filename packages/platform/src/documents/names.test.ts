import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkName, maxNameBytes, nameKey, numberedName } from './names.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyName = anyText.filter((text) => checkName(text).ok);

function nameOf(text: string): string {
  const checked = checkName(text);
  assert(checked.ok);
  return checked.name;
}

describe('names', () => {
  it('never leave their folder, whatever was sent', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme' }), fc.string()), (text) => {
        const checked = checkName(text);
        if (!checked.ok) return;
        assert(!/[/\p{Cc}]/u.test(checked.name));
        assert(!['', '.', '..'].includes(checked.name));
        assert(Buffer.byteLength(checked.name) <= maxNameBytes);
        assert.equal(checked.name, checked.name.trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('are what they were once they have been stored', () => {
    fc.assert(fc.property(anyName, (text) => assert.equal(nameOf(nameOf(text)), nameOf(text))));
  });

  it('are the same name in either case and in either spelling of an accent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const key = nameKey(text);
        assert.equal(nameKey(text.normalize('NFD')), key);
        assert.equal(nameKey(text.toLowerCase()), key);
        assert.equal(nameKey(key), key);
      }),
      { numRuns: 2000 },
    );
    for (const [one, other] of [
      ['Plan.PDF', 'plan.pdf'],
      ['ΟΔΟΣ', 'οδοσ'],
      ['οδος', 'οδοσ'],
      ['Straße', 'STRASSE'],
      ['Cafe\u0301', 'café'],
    ] as const) {
      assert.equal(nameKey(one), nameKey(other), `${one} ${other}`);
    }
    assert.notEqual(nameKey('Plan 1'), nameKey('Plan 2'));
  });

  it('are refused with a reason', () => {
    const refusals = {
      '': "can't be blank",
      ' \u00a0 ': "can't be blank",
      'a/b': 'must not contain "/"',
      'a\nb': 'must not contain control characters',
      'a\u0000': 'must not contain control characters',
      'a\u0085b': 'must not contain control characters',
      '.': 'must not be "." or ".."',
      ' .. ': 'must not be "." or ".."',
      '\ud800': 'is not well-formed text',
      [`${'ä'.repeat(128)}`]: 'is too long (maximum is 255 bytes)',
    };
    for (const [name, message] of Object.entries(refusals)) {
      assert.deepEqual(checkName(name), { ok: false, message });
    }
    assert.equal(checkName('ä'.repeat(127)).ok, true);
    assert.equal(nameOf('  Plan.pdf '), 'Plan.pdf');
  });
});

describe('numbered names', () => {
  it('are names themselves, differ by number and keep the extension', () => {
    fc.assert(
      fc.property(anyName, fc.integer({ min: 2, max: 1_000_000 }), (text, number) => {
        const name = nameOf(text);
        const numbered = numberedName(name, number);
        assert.equal(nameOf(numbered), numbered);
        assert.notEqual(nameKey(numbered), nameKey(numberedName(name, number + 1)));
      }),
      { numRuns: 2000 },
    );
    assert.equal(numberedName('Plan.pdf', 2), 'Plan (2).pdf');
    assert.equal(numberedName('.profile', 2), '.profile (2)');
    assert.equal(numberedName('Plans', 12), 'Plans (12)');
    const long = numberedName(`${'ü'.repeat(125)}.dwg`, 7);
    assert(long.endsWith('ü (7).dwg'));
    assert(Buffer.byteLength(long) <= maxNameBytes);
  });
});
