import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSite, type Site } from './testing/site.ts';

const boundary = 'the-boundary';

function part(name: string, value: string): string {
  return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

const fileHead = `--${boundary}\r\ncontent-disposition: form-data; name="file[data]"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`;

describe('uploads', () => {
  let site: Site;
  before(async () => {
    site = await openSite({ maxUpload: 200_000 });
  });
  after(() => site.close());

  const incoming = () => readdir(join(site.platform.dataDir, 'blobs', 'incoming'));
  const blobs = async () => {
    const entries = await readdir(join(site.platform.dataDir, 'blobs'), {
      recursive: true,
      withFileTypes: true,
    });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };
  const names = async () => (await site.as.admin.root('project')).body.files.map((file) => file.name);

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      if (await holds()) return;
      await sleep(25);
    }
    assert.fail('it never came to hold');
  }

  /** The beginning of a request over a bare socket; `length` is what it promises. */
  function begin(text: string, length: number) {
    const { hostname, port } = new URL(site.platform.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    const head = [
      `POST ${site.as.standard.path('project', 'files')} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `authorization: Bearer ${site.as.standard.token}`,
      `procore-company-id: ${site.companyId}`,
      `content-type: multipart/form-data; boundary=${boundary}`,
      `content-length: ${length}`,
      '',
      text,
    ];
    socket.write(head.join('\r\n'));
    return socket;
  }

  /** The head of the answer; then the connection is given up. */
  async function headOf(socket: Socket): Promise<string> {
    let answer = '';
    for await (const chunk of socket) {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) break;
    }
    return answer;
  }

  it('of nothing but the content land in the root under the name the sender gave the part', async () => {
    const body = `${fileHead}content\r\n--${boundary}--\r\n`;
    const answer = await headOf(begin(body, Buffer.byteLength(body)));
    assert.match(answer, /^HTTP\/1\.1 201 /);
    assert.ok((await names()).includes('a.bin'));
  });

  it('that break off leave nothing to see and nothing on the disk', async () => {
    const before = await blobs();
    const socket = begin(`${part('file[name]', 'Broken.bin')}${fileHead}`, 150_000);
    socket.write('x'.repeat(70_000));
    await until(async () => (await incoming()).length === 1);
    socket.destroy();
    await until(async () => (await incoming()).length === 0);
    assert.deepEqual(await blobs(), before);
    assert(!(await names()).includes('Broken.bin'));
  });

  it('that end before their last boundary are refused, though the length is right', async () => {
    const before = await blobs();
    const text = `${part('file[name]', 'Cut.bin')}${fileHead}${'x'.repeat(1000)}`;
    const socket = begin(text, Buffer.byteLength(text));
    const answer = await headOf(socket);
    assert.match(answer, /^HTTP\/1.1 400 /);
    assert.deepEqual(await blobs(), before);
    assert(!(await names()).includes('Cut.bin'));
  });

  it('beyond the limit are refused with 413 and give their space back', async () => {
    const before = await blobs();
    const exact = await site.as.standard.upload('project', { name: 'Exact.bin' }, new Uint8Array(200_000));
    assert.equal(exact.status, 201);
    const over = await site.as.standard.upload(
      'project',
      { name: 'Over.bin' },
      new Uint8Array(200_001).fill(1),
    );
    assert.equal(over.status, 413);
    assert.deepEqual(over.body, { errors: { data: ['is too large (maximum is 200000 bytes)'] } });
    assert.equal((await blobs()).length, before.length + 1);
    assert(!(await names()).includes('Over.bin'));
  });

  it('that are refused in the end give their space back', async () => {
    await site.as.standard.upload('project', { name: 'Taken.bin' }, 'first');
    const before = await blobs();
    const form = new FormData();
    form.set('file[data]', new Blob(['second']), 'x.bin');
    form.set('file[name]', 'Taken.bin');
    const target = site.as.standard.path('project', 'files');
    const refused = await site.as.standard.call(target, { method: 'POST', body: form });
    assert.equal(refused.status, 422);
    assert.deepEqual(await blobs(), before);

    const badForm = new FormData();
    badForm.set('file[data]', new Blob(['third']), 'x.bin');
    badForm.set('file[parent_id]', 'abc');
    const bad = await site.as.standard.call(target, { method: 'POST', body: badForm });
    assert.equal(bad.status, 400);
    assert.deepEqual(await blobs(), before);
  });

  it('into a folder that is not there are refused before their bytes are taken', async () => {
    const socket = begin(
      `${part('file[name]', 'Early.bin')}${part('file[parent_id]', '999999')}${fileHead}`,
      10_000_000,
    );
    socket.write('x'.repeat(1000));
    const answer = await headOf(socket);
    assert.match(answer, /^HTTP\/1.1 404 /);
    assert.deepEqual(await incoming(), []);
  });

  it('of the same content are stored once', async () => {
    const before = (await blobs()).length;
    const both = await Promise.all(
      ['One.bin', 'Two.bin'].map((name) => site.as.standard.upload('project', { name }, 'the same bytes')),
    );
    assert.deepEqual(
      both.map((reply) => reply.status),
      [201, 201],
    );
    assert.equal((await blobs()).length, before + 1);
    const texts = await Promise.all(
      both.map(async (reply) => (await site.as.reader.call(reply.body.url)).text()),
    );
    assert.deepEqual(texts, ['the same bytes', 'the same bytes']);
  });

  it('count only with the level of the moment in which they are written', async () => {
    const socket = begin(`${part('file[name]', 'Late.bin')}${fileHead}`, 100_000);
    socket.write('x'.repeat(50_000));
    await until(async () => (await incoming()).length === 1);
    const { database } = site.platform.house;
    const setLevel = (level: number) =>
      database.write(async (tx) => {
        const levels = tx.updateTable('project_levels').set({ level });
        await levels.where('person_id', '=', site.ids.standard).execute();
      });
    await setLevel(2);
    const head = Buffer.byteLength(`${part('file[name]', 'Late.bin')}${fileHead}`);
    const tail = `\r\n--${boundary}--\r\n`;
    socket.write('x'.repeat(100_000 - 50_000 - head - tail.length) + tail);
    const answer = await headOf(socket);
    await setLevel(3);
    assert.match(answer, /^HTTP\/1.1 403 /);
    await until(async () => (await incoming()).length === 0);
    assert(!(await names()).includes('Late.bin'));
  });

  it('and folders leave a row in the audit, with who, what and where', async () => {
    const file = await site.as.standard.upload('project', { name: 'Audited.bin' }, 'audited');
    const folder = await site.as.standard.makeFolder('company', { name: 'Audited' });
    const rows = await site.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .selectAll()
        .where('subject', 'in', [`file:${file.body.id}`, `folder:${folder.body.id}`])
        .orderBy('id')
        .execute(),
    );
    assert.deepEqual(
      rows.map((row) => [row.event, row.company_id, row.actor_kind, row.actor_id, row.request_id]),
      [
        [
          'file.created',
          site.companyId,
          'person',
          String(site.ids.standard),
          file.headers.get('x-request-id'),
        ],
        [
          'folder.created',
          site.companyId,
          'person',
          String(site.ids.standard),
          folder.headers.get('x-request-id'),
        ],
      ],
    );
    assert.equal(JSON.parse(rows[0]?.details ?? '{}').projectId, site.projectId);
  });
});
