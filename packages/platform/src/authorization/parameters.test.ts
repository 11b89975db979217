import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJson, readMultipart } from './body.ts';
import { readForm, readQuery } from './parameters.ts';

const form = (text: string) => readForm(Buffer.from(text, 'latin1'));
const json = (text: string) => readJson(Buffer.from(text));

describe('form parameters', () => {
  it('come back as they were encoded', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.stringMatching(/^[ -~\u{a0}-\u{2fff}]{1,20}$/u)),
        (given) => {
          const text = new URLSearchParams(given).toString();
          const { values, faults } = form(text);
          assert.deepEqual(Object.fromEntries(values), { ...given });
          assert.equal(faults.size, 0);
        },
      ),
    );
  });

  it('count as omitted when they are empty', () => {
    const { values, faults } = form('scope=&state&client_id=a');
    assert.deepEqual([...values], [['client_id', 'a']]);
    assert.equal(faults.size, 0);
  });

  it('lose their value when they are repeated, even by an empty one', () => {
    for (const text of ['a=1&a=2', 'a=1&a=1', 'a=&a=1', 'a=1&a=', 'a=1&%61=2']) {
      const { values, faults } = form(text);
      assert.equal(values.has('a'), false, text);
      assert.equal(faults.get('a'), 'repeated_parameter', text);
    }
  });

  it('are refused with control characters, lists, broken escapes and bytes that are no UTF-8', () => {
    for (const text of [
      'a=%00',
      'a=x%0d%0aSet-Cookie:b',
      'a=%7f',
      'a[]=1',
      'a[b]=1',
      'a=%',
      'a=%zz',
      'a=%ff',
      'a=%c0%80',
      'a=\xff',
    ]) {
      const { values, faults } = form(text);
      assert.equal(values.size, 0, text);
      assert.equal(faults.size, 1, text);
    }
  });

  it('are refused by the hundred', () => {
    const many = Array.from({ length: 100_000 }, (_, place) => `p${place}=1`).join('&');
    assert.equal(form(many).faults.get(''), 'too_large');
  });

  it('never throw, whatever bytes come', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readForm(bytes)));
  });

  it('are read from a query as from a body', () => {
    assert.deepEqual([...readQuery('/oauth/authorize?state=a%20b+c').values], [['state', 'a b c']]);
    assert.equal(readQuery('/oauth/authorize').values.size, 0);
  });
});

describe('JSON parameters', () => {
  it('are texts; null counts as omitted', () => {
    assert.deepEqual(
      [...json('{"a":"1","b":null,"c":"x:\\"y"}').values],
      [
        ['a', '1'],
        ['c', 'x:"y'],
      ],
    );
  });

  it('are refused twice, nested, as numbers, and as anything but an object', () => {
    for (const text of [
      '{"a":"1","a":"1"}',
      '{"a":"1","\\u0061":"2"}',
      '{"a":["1"]}',
      '{"a":{"b":"1"}}',
      '{"a":1}',
      '[]',
      'null',
      '"a"',
      '{"a"',
      '',
    ]) {
      const { values, faults } = json(text);
      assert.equal(values.size, 0, text);
      assert.notEqual(faults.size, 0, text);
    }
  });

  it('may be called __proto__ without becoming one', () => {
    const { values } = json('{"__proto__":"x","grant_type":"y"}');
    assert.equal(values.get('__proto__'), 'x');
    assert.equal(Object.getPrototypeOf(Object.fromEntries(values)), Object.prototype);
  });
});

describe('multipart parameters', () => {
  const multipart = (text: string) => readMultipart('multipart/form-data; boundary=b', Buffer.from(text));
  const part = (head: string, value: string) => `--b\r\n${head}\r\n\r\n${value}\r\n`;

  it('come back by their names', async () => {
    const head = 'Content-Disposition: form-data; name=';
    const { values, faults } = await multipart(`${part(`${head}"a"`, '1')}${part(`${head}"b"`, '2')}--b--`);
    assert.deepEqual(Object.fromEntries(values), { a: '1', b: '2' });
    assert.equal(faults.size, 0);
  });

  it('without a name are refused, not thrown where nobody catches', async () => {
    for (const head of ['', '; name', '; filename']) {
      const { values, faults } = await multipart(
        `${part(`Content-Disposition: form-data${head}`, 'x')}--b--`,
      );
      assert.equal(values.size, 0, head);
      assert.equal(faults.size, 1, head);
    }
  });

  it('always settle, whatever is sent', async () => {
    const piece = fc.constantFrom(
      ...[
        '--b',
        '--b--',
        '\r\n',
        '\r\n\r\n',
        '\n',
        'Content-Disposition: form-data',
        '; name',
        '; name=a',
        '=',
        '"',
      ],
      ...[
        '; filename',
        '; name*=',
        "utf-8''%ff%00",
        'Content-Type: a; charset',
        '=utf-16le',
        ':',
        ';',
        '\0',
        'x',
        '-',
      ],
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => `--b\r\n${pieces.join('')}`);
    await fc.assert(fc.asyncProperty(text, async (each) => void (await multipart(each))));
  });
});
