import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encodeJson, encodePart } from '../authorization/assertion.test-support.ts';
import { readCompactSignature } from './compact-signature.ts';

const head = encodeJson({ alg: 'ES256' });
const body = encodeJson({ sub: 'me' });

describe('a compact JWS', () => {
  it('is three parts, and says what was signed', () => {
    const read = readCompactSignature(`${head}.${body}.AQID`);
    assert.deepEqual(read?.header, { alg: 'ES256' });
    assert.deepEqual(read?.claims, { sub: 'me' });
    assert.equal(read?.signed.toString(), `${head}.${body}`);
    assert.deepEqual([...(read?.signature ?? [])], [1, 2, 3]);
  });

  it('is nothing else', () => {
    const broken = [
      '',
      '..',
      head,
      `${head}.${body}`,
      `${head}.${body}.`,
      `${head}.${body}.AQID.AQID`,
      ` ${head}.${body}.AQID`,
      `${head}=.${body}.AQID`,
      // The last two bits of the last letter say nothing: another spelling of the same bytes.
      `${head}.${body}.AR`,
      `${head}.${body}.A+/B`,
      `${encodePart('[]')}.${body}.AQID`,
      `${encodePart('null')}.${body}.AQID`,
      `${encodePart('"text"')}.${body}.AQID`,
      `${encodePart('{')}.${body}.AQID`,
      `${head}.${encodePart(Buffer.from([0x7b, 0xff, 0x7d]))}.AQID`,
      `${head}.${encodePart('\ufeff{}')}.AQID`,
      `${head}.${encodePart(`{"a":${'['.repeat(4_000)}${']'.repeat(4_000)}}`)}.AQID`,
      `${head}.${encodeJson({ long: 'x'.repeat(9_000) })}.AQID`,
    ];
    for (const text of broken) assert.equal(readCompactSignature(text), undefined, text.slice(0, 90));
  });

  it('names no member twice, wherever it stands', () => {
    for (const text of [
      '{"alg":"none","alg":"ES256"}',
      '{"a":{"b":1,"b":2}}',
      '{"a":[{"b":1,"b":2}]}',
      '{"a":{"b":1},"a":2}',
      '{"a":1,"\\u0061":2}',
    ])
      assert.equal(readCompactSignature(`${encodePart(text)}.${body}.AQID`), undefined, text);
    const odd = { '__proto__:': ':"', 'a\\': { ':': [':', { b: ':' }] } };
    assert.deepEqual(readCompactSignature(`${encodeJson(odd)}.${body}.AQID`)?.header, odd);
  });

  it('carries any object unharmed, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
        const text = JSON.stringify(claims);
        if (text.length > 2_000) return;
        const read = readCompactSignature(`${head}.${encodePart(text)}.AQID`);
        assert.equal(JSON.stringify(read?.claims), JSON.stringify(JSON.parse(text)));
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => readCompactSignature(text) === undefined));
  });
});
