import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatehouseApi } from '../gatehouse-api.ts';
import { endlessServer } from '../testing/endless-server.ts';
import { bearer } from './authorizer.ts';
import { readForm } from './read-form.ts';
import { AnswerTooLong } from './read-json.ts';

const type = { 'content-type': 'multipart/form-data; boundary=end' };
const textsIn = async (response: Response) =>
  [...(await readForm(response, 2 ** 20))].map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('latin1'),
  ]);

test('a form is read as the platform writes it, whatever is in its parts', async () => {
  const form = new FormData();
  form.set('list', '[1, "é"]');
  form.set('nothing', '');
  const lines = '\r\n\r\n--\r\r\n--end\r\n--';
  form.set('data', new Blob([Uint8Array.of(0, 255, 13), lines, 'x'.repeat(300_000)]), 'data');
  const list = Buffer.from('[1, "é"]').toString('latin1');
  assert.deepEqual(await textsIn(new Response(form)), [
    ['list', list],
    ['nothing', ''],
    ['data', `\0\xff\r${lines}${'x'.repeat(300_000)}`],
  ]);
});

test('a form comes in any pieces, says of its length what it likes, and may have its boundary in quotes', async () => {
  const form = '--end\r\ncontent-disposition: form-data; name="a"\r\n\r\none\r\n--end--\r\n';
  const types = ['multipart/form-data; boundary="end"', 'Multipart/Form-Data; charset=utf-8; boundary=end'];
  for (const length of ['0', '7', '99999999999', 'much'])
    for (const type of types) {
      const pieces = Buffer.from(form).values();
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          const { done, value } = pieces.next();
          if (done === true) controller.close();
          else controller.enqueue(Uint8Array.of(value));
        },
      });
      const headers = { 'content-type': type, 'content-length': length };
      assert.deepEqual(await textsIn(new Response(stream, { headers })), [['a', 'one']]);
    }
});

test('what is no whole form is told', async () => {
  const whole = '--end\r\ncontent-disposition: form-data; name="a"\r\n\r\none\r\n--end--';
  for (let length = 0; length < whole.length; length += 1)
    await assert.rejects(readForm(new Response(whole.slice(0, length), { headers: type }), 1_000), TypeError);
  await assert.rejects(readForm(new Response(whole), 1_000), TypeError);
  await assert.rejects(readForm(new Response(null, { headers: type }), 1_000), TypeError);
});

test('no more of a form is read than it may have', async (context) => {
  const whole = '--end\r\ncontent-disposition: form-data; name="a"\r\n\r\none\r\n--end--';
  const form = () => new Response(whole, { headers: type });
  assert.deepEqual([...(await readForm(form(), whole.length)).keys()], ['a']);
  await assert.rejects(readForm(form(), whole.length - 1), AnswerTooLong);

  const server = await endlessServer(context, 200, type['content-type']);
  const tokens = { accessToken: async () => 'token', renew: async () => 'token' };
  const api = new GatehouseApi({ baseUrl: server.url, authorizer: bearer(tokens) });
  await assert.rejects(api.files.contents({ companyId: 1 }, [1, 2]), AnswerTooLong);
  assert.ok(server.sent() < 32 * 2 ** 20, `${server.sent()} bytes were taken`);
});
