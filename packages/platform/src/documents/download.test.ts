import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attachment, mediaType, selectBytes } from './download.ts';

const etag = '"abc"';
const none = { range: undefined, ifRange: undefined, ifNoneMatch: undefined };
const ask = (conditions: Partial<typeof none | Record<keyof typeof none, string>>, size = 10) =>
  selectBytes({ ...none, ...conditions }, etag, size);
const part = (first: number, last: number) => ({ kind: 'part', range: { first, last } });

describe('which bytes of a file are sent', () => {
  it('all of them, unless one range is asked for', () => {
    for (const range of [undefined, 'bytes=0-1,4-5', 'bytes=-', 'bytes=5-2', 'lines=1-2', 'bytes=a-b', '']) {
      assert.deepEqual(ask({ range } as { range: string }), { kind: 'all' }, String(range));
    }
  });

  it('those of a range that begins inside the file', () => {
    assert.deepEqual(ask({ range: 'bytes=0-0' }), part(0, 0));
    assert.deepEqual(ask({ range: 'bytes=2-5' }), part(2, 5));
    assert.deepEqual(ask({ range: 'bytes=2-' }), part(2, 9));
    assert.deepEqual(ask({ range: 'bytes=2-100' }), part(2, 9));
    assert.deepEqual(ask({ range: 'bytes=-3' }), part(7, 9));
    assert.deepEqual(ask({ range: 'bytes=-30' }), part(0, 9));
  });

  it('none, if the range begins behind the end', () => {
    for (const range of ['bytes=10-', 'bytes=10-12', 'bytes=-0']) {
      assert.deepEqual(ask({ range }), { kind: 'unsatisfiable' });
    }
    assert.deepEqual(ask({ range: 'bytes=0-' }, 0), { kind: 'unsatisfiable' });
    assert.deepEqual(ask({ range: 'bytes=-5' }, 0), { kind: 'unsatisfiable' });
  });

  it('none, if the client has them already', () => {
    for (const ifNoneMatch of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      assert.deepEqual(ask({ ifNoneMatch, range: 'bytes=0-1' }), { kind: 'not_modified' });
    }
    assert.deepEqual(ask({ ifNoneMatch: '"other"' }), { kind: 'all' });
  });

  it('a range only of the content that the client has the rest of', () => {
    assert.deepEqual(ask({ range: 'bytes=2-5', ifRange: etag }), part(2, 5));
    assert.deepEqual(ask({ range: 'bytes=2-5', ifRange: '"old"' }), { kind: 'all' });
    assert.deepEqual(ask({ range: 'bytes=2-5', ifRange: `W/${etag}` }), { kind: 'all' });
    assert.deepEqual(ask({ range: 'bytes=2-5', ifRange: 'Mon, 01 Jan 2024 00:00:00 GMT' }), { kind: 'all' });
  });

  it('never any outside the file', () => {
    const number = fc.oneof(fc.constant(''), fc.nat().map(String));
    fc.assert(
      fc.property(number, number, fc.nat(), (from, to, size) => {
        const selection = ask({ range: `bytes=${from}-${to}` }, size);
        if (selection.kind !== 'part') return;
        const { first, last } = selection.range;
        assert(first >= 0 && first <= last && last < size);
      }),
    );
  });
});

describe('the name of a download', () => {
  it('cannot end the header or the quotes around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const header = attachment(name);
        assert(/^[\x20-\x7e]*$/.test(header));
        const [, quoted, extended = ''] =
          /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]*)$/.exec(header) ??
          [];
        assert.notEqual(quoted, undefined);
        assert.equal(decodeURIComponent(extended), name);
      }),
      { numRuns: 1000 },
    );
    assert.equal(
      attachment('Plan "Süd".pdf'),
      'attachment; filename="Plan _Su_d_.pdf"; filename*=UTF-8\'\'Plan%20%22S%C3%BCd%22.pdf',
    );
  });
});

describe('the media type of a download', () => {
  it('is what was uploaded, without parameters, or plain bytes', () => {
    assert.equal(mediaType('Text/HTML; charset=utf-8'), 'text/html');
    assert.equal(mediaType('application/vnd.dwg'), 'application/vnd.dwg');
    for (const given of ['', 'pdf', 'a/b/c', 'text/html\r\nx: y', 'text/ html', `a/${'b'.repeat(61)}`]) {
      assert.equal(mediaType(given), 'application/octet-stream');
    }
  });
});
