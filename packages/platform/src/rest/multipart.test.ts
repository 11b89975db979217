import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import { MultipartBody } from './multipart.ts';
import type { NestedResult } from './nested.ts';
import type { FilePart } from './rest-call.ts';

const contentType = 'multipart/form-data; boundary=b';
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`;
const end = '--b--\r\n';

const body = (text: string) => new MultipartBody(Readable.from([Buffer.from(text)]), contentType);

async function textOf({ stream }: FilePart): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('the file comes as a stream with the fields before it; later fields are there at the end', async () => {
  let seen: { text: string; before: NestedResult; filename: string | undefined } | undefined;
  const result = await body(
    field('file[name]', 'plan') + file('file[data]', 'content') + field('file[description]', 'late') + end,
  ).read(async (part, before) => {
    seen = { text: await textOf(part), before, filename: part.filename };
    return 'go_on';
  });
  assert.deepEqual(seen, {
    text: 'content',
    before: { ok: true, value: { file: { name: 'plan' } } },
    filename: 'a.txt',
  });
  assert.deepEqual(result, {
    ok: true,
    // The part stands for itself by an empty text, which makes the object it belongs to.
    fields: { ok: true, value: { file: { name: 'plan', data: '', description: 'late' } } },
  });
});

test('a body that breaks off is the fault of the body, also for whoever was reading the file', async () => {
  const result = await body(file('file[data]', 'half').slice(0, -2)).read(async (part) => {
    await textOf(part);
    return 'go_on';
  });
  assert.ok(!result.ok && !result.stopped);
});

test('a connection that dies in the middle of a file ends the reader and the reading', async () => {
  const payload = new PassThrough();
  payload.write(file('file[data]', 'x'.repeat(100_000)).slice(0, 50_000));
  const result = await new MultipartBody(payload, contentType).read(async (part) => {
    setImmediate(() => payload.destroy(new Error('reset')));
    await textOf(part);
    return 'go_on';
  });
  assert.equal(result.ok, false);
});

test('a failure of the one who takes the file is passed on as it is', async () => {
  const full = new Error('disk full');
  const payload = new PassThrough();
  payload.write(file('file[data]', 'x'.repeat(100_000)).slice(0, 50_000));
  await assert.rejects(
    new MultipartBody(payload, contentType).read(async (part) => {
      for await (const _chunk of part.stream) throw full;
      return 'go_on';
    }),
    full,
  );
});

test('"stop" leaves the rest of the body unread', async () => {
  const payload = new PassThrough();
  payload.write(file('file[data]', 'x'.repeat(100_000)).slice(0, 50_000));
  const result = await new MultipartBody(payload, contentType).read(async () => 'stop');
  assert.deepEqual(result, { ok: false, stopped: true, fix: '' });
});

test('two files, a missing boundary and a field without a name are refused', async () => {
  const two = file('file[data]', 'a') + file('file[more]', 'b') + end;
  const drain = async (part: FilePart) => {
    await textOf(part);
    return 'go_on' as const;
  };
  assert.equal((await body(two).read(drain)).ok, false);
  const unbounded = new MultipartBody(Readable.from([]), 'multipart/form-data');
  assert.equal((await unbounded.read(drain)).ok, false);
  assert.equal(
    (await body(`--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n${end}`).read(drain)).ok,
    false,
  );
});

test('bytes are not pulled faster than the file is read', async () => {
  let pulled = 0;
  const chunk = Buffer.alloc(65_536, 'x');
  const payload = Readable.from(
    (function* () {
      yield Buffer.from(file('file[data]', '').slice(0, -2));
      for (let count = 0; count < 400; count += 1) {
        pulled += 1;
        yield chunk;
      }
      yield Buffer.from(`\r\n${end}`);
    })(),
  );
  let waitedAt = 0;
  let size = 0;
  const result = await new MultipartBody(payload, contentType).read(async (part) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    waitedAt = pulled;
    for await (const bytes of part.stream) size += bytes.length;
    return 'go_on';
  });
  assert.equal(result.ok, true);
  assert.equal(size, 400 * 65_536);
  assert.ok(waitedAt < 40, `${waitedAt} chunks were taken while nobody read`);
});
