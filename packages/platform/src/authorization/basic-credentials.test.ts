import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { basicCredentials } from './basic-credentials.ts';
import { isText } from './parameters.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const encode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);

describe('Basic credentials', () => {
  it('are form-decoded, so that any id and any secret arrive whole', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter(isText);
    fc.assert(
      fc.property(text, text, (clientId, clientSecret) => {
        const header = `Basic ${base64(`${encode(clientId)}:${encode(clientSecret)}`)}`;
        assert.deepEqual(basicCredentials(header), { kind: 'present', clientId, clientSecret });
      }),
    );
  });

  it('come by a scheme of any case', () => {
    for (const scheme of ['Basic', 'basic', 'BASIC']) {
      assert.deepEqual(basicCredentials(`${scheme} ${base64('a:b:c')}`), {
        kind: 'present',
        clientId: 'a',
        clientSecret: 'b:c',
      });
    }
  });

  it('are absent only where there is no header at all', () => {
    assert.deepEqual(basicCredentials(undefined), { kind: 'absent' });
  });

  it('are malformed without a colon, without an id, with broken escapes or control characters, or by another scheme', () => {
    for (const header of [
      '',
      'Basic',
      'Basic ',
      'Basic ???',
      `Basic ${base64('nocolon')}`,
      `Basic ${base64(':secret')}`,
      `Basic ${base64('a:%zz')}`,
      `Basic ${base64('a%00:b')}`,
      `Basic ${base64('a:b%0a')}`,
      `Basic ${base64('a\u0000:b')}`,
      'Bearer abc',
      `Basic ${base64('a:b')} x`,
    ]) {
      assert.deepEqual(basicCredentials(header), { kind: 'malformed' }, header);
    }
  });
});
