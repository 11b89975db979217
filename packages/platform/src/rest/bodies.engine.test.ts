import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RestStage, setRestStage } from './rest-stage.test-support.ts';

describe('bodies of the REST API', () => {
  let stage: RestStage;
  let token: string;
  before(async () => {
    stage = await setRestStage();
    token = await stage.tokenOf('Jim');
  });
  after(() => stage[Symbol.asyncDispose]());

  const post = (type: string, body: string) =>
    stage.get(`/rest/v1.0/folders?project_id=${stage.project('Harbor Tower')}`, {
      token,
      company: stage.company('Ridgeline'),
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  const form = 'application/x-www-form-urlencoded';
  const multipart = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`;

  it('JSON, a form and multipart with bracketed names say the same', async () => {
    const sent = [
      await post('application/json', '{"folder":{"name":"By JSON"}}'),
      await post('application/json; charset=utf-8', '{"folder":{"name":"By JSON again"}}'),
      await post(form, 'folder%5Bname%5D=By+form'),
      await post('multipart/form-data; boundary=b', multipart('folder[name]', 'By multipart')),
    ];
    assert.deepEqual(
      sent.map(({ status, body }) => [status, (body as { name: string }).name]),
      [
        [201, 'By JSON'],
        [201, 'By JSON again'],
        [201, 'By form'],
        [201, 'By multipart'],
      ],
    );
  });

  it('faults name the field and what to send', async () => {
    for (const [type, body] of [
      ['application/json', '{"folder":{}}'],
      ['application/json', '{"folder":{"name":""}}'],
      [form, 'folder%5Bname%5D='],
      ['multipart/form-data; boundary=b', multipart('folder[parent_id]', '1')],
    ] as const) {
      const { status, body: answer } = await post(type, body);
      assert.equal(status, 400, body);
      assert.deepEqual(answer, { errors: { name: ['is missing: send a text'] } }, body);
    }
    const wrong = await post('application/json', '{"folder":{"name":"x","parent_id":"seven"}}');
    assert.deepEqual(wrong.body, { errors: { parent_id: ['must be a whole number'] } });
    assert.equal((await post('application/json', '')).status, 400);
  });

  it('broken JSON, keys of the prototype, a file nobody asked for and unknown types are refused as JSON', async () => {
    const file = `--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n--b--\r\n`;
    for (const [type, body, expected] of [
      ['application/json', '{', 400],
      ['application/json', '{"__proto__":{"x":1}}', 400],
      [form, 'folder%5B__proto__%5D=1', 400],
      ['multipart/form-data; boundary=b', file, 400],
      ['multipart/form-data; boundary=b', '--b\r\nbroken', 400],
      ['multipart/form-data', 'x', 400],
      ['text/plain', 'x', 415],
      ['application/xml', '<x/>', 415],
    ] as const) {
      const { status, headers, body: answer } = await post(type, body);
      assert.equal(status, expected, `${type} ${body}`);
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.ok(Object.hasOwn(answer as object, 'errors'));
    }
  });

  it('U+0000, half a character and depth without end are refused, listed in a schema or not', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const [type, body] of [
      ['application/json', '{"folder":{"name":"x","description":"a\\u0000"}}'],
      ['application/json', '{"folder":{"name":"x","description":"\\ud800"}}'],
      ['application/json', `{"folder":{"name":"x"},"more":${deep}}`],
      ['application/json', `{"folder":{"name":${deep}}}`],
      [form, 'folder%5Bname%5D=x%00'],
      ['multipart/form-data; boundary=b', multipart('folder[name]', '\0')],
    ] as const) {
      const { status } = await post(type, body);
      assert.equal(status, 400, body.slice(0, 60));
    }
    const { status } = await stage.get('/rest/v1.0/projects?filters[name]=%00', {
      token,
      company: stage.company('Ridgeline'),
    });
    assert.equal(status, 400);
  });

  it('a GET may announce JSON and have no body', async () => {
    const { status } = await stage.get('/rest/v1.0/me', {
      token,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(status, 200);
  });
});
