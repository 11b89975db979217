import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import type { Upload } from '@gatehouse/wire';
import { collectContents } from './collect-contents.ts';
import { openSite, type Site } from './testing/site.ts';

const day = 86_400_000;

describe('the collection of contents', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
    // The demo's and samples' leftovers are not what is counted here.
    await collect();
  });
  after(() => site.close());

  const collect = (dryRun = false) => collectContents(site.platform.house, dryRun);
  async function stored(): Promise<string[]> {
    const found: string[] = [];
    for await (const { location } of site.platform.house.blobs.stored()) found.push(location);
    return found.sort();
  }
  let count = 0;
  async function uploaded(content: Uint8Array<ArrayBuffer>) {
    count += 1;
    const { status, body } = await site.as.standard.upload(
      'project',
      { name: `Collected ${count}.bin` },
      content,
    );
    assert.equal(status, 201);
    return body;
  }
  /** As a purge leaves it. */
  const purge = (fileId: number) =>
    site.platform.house.database.write((tx) =>
      tx.deleteFrom('file_versions').where('document_id', '=', fileId).execute(),
    );
  const read = async (url: string) => Buffer.from(await (await site.as.reader.call(url)).arrayBuffer());

  // The clock goes ahead of what files tell of their age, so what must be young comes first.
  it('never takes what is claimed at the same moment', async () => {
    const content = randomBytes(300);
    const sha256 = createHash('sha256').update(content).digest('hex');
    for (let round = 0; round < 15; round += 1) {
      const old = await uploaded(content);
      await purge(old.id);
      await site.platform.house.database.write((tx) =>
        tx.updateTable('contents').set({ unused_at: 1 }).where('sha256', '=', sha256).execute(),
      );
      const [, one, two] = await Promise.all([collect(), uploaded(content), uploaded(content)]);
      for (const { url } of [one, two]) assert.deepEqual(await read(url), content, `round ${round}`);
      await collect();
      for (const { url, id } of [one, two]) {
        assert.deepEqual(await read(url), content, `round ${round}, afterwards`);
        await purge(id);
      }
    }
  });

  it('takes what a crash left without a row, once it is old, and nothing that waits to be used', async () => {
    const { blobs } = site.platform.house;
    const waiting = randomBytes(100);
    const orphan = await blobs.receive(Readable.from([randomBytes(100)]), { maxBytes: 100 });
    await orphan.keep();
    const begun = await site.as.standard.call(`/rest/v1.1/projects/${site.projectId}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_filename: 'Waiting.bin' }),
    });
    const { url = '', fields = {}, uuid } = (await begun.json()) as Upload;
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([waiting]), 'x.bin');
    assert.equal((await fetch(url, { method: 'POST', body: form })).status, 204);
    await collect();
    assert.equal(await blobs.has(orphan), true, 'it may be on its way');
    site.platform.clock.advance(2 * day + 1);
    await collect();
    assert.equal(await blobs.has(orphan), false);
    const file = await site.as.standard.call(site.as.standard.path('project', 'files'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ file: { upload_uuid: uuid } }),
    });
    assert.equal(file.status, 201, 'an upload waits for a week');
    const { url: address } = (await file.json()) as { url: string };
    assert.deepEqual(await read(address), waiting);
  });

  it('takes what no version names, a day after it found it so', async () => {
    const before = await stored();
    const file = await uploaded(randomBytes(300));
    await purge(file.id);
    await collect();
    assert.equal((await stored()).length, before.length + 1, 'it waits');
    site.platform.clock.advance(day + 1);
    assert.equal((await collect(true)).contents, 1);
    assert.equal((await stored()).length, before.length + 1, 'a dry run takes nothing');
    assert.equal((await collect()).contents, 1);
    assert.deepEqual(await stored(), before);
  });

  it('leaves what another version still names, or names again meanwhile', async () => {
    const content = randomBytes(300);
    const first = await uploaded(content);
    const second = await uploaded(content);
    await purge(first.id);
    await collect();
    site.platform.clock.advance(day + 1);
    await collect();
    const fresh = async (id: number) => (await site.as.reader.file('project', id)).body.url;
    assert.deepEqual(await read(await fresh(second.id)), content);
    await purge(second.id);
    await collect();
    const third = await uploaded(content);
    site.platform.clock.advance(day + 1);
    await collect();
    assert.deepEqual(await read(await fresh(third.id)), content);
  });

  it('takes uploads whose time is over, with their bytes', async () => {
    await collect();
    const before = await stored();
    const begun = await site.as.standard.call(`/rest/v1.1/projects/${site.projectId}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_filename: 'Forgotten.bin' }),
    });
    const { url = '', fields = {} } = (await begun.json()) as Upload;
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([randomBytes(100)]), 'x.bin');
    await fetch(url, { method: 'POST', body: form });
    assert.equal((await stored()).length, before.length + 1);
    site.platform.clock.advance(7 * day + 1);
    assert.ok((await collect()).uploads >= 1);
    assert.ok((await stored()).length <= before.length);
  });
});
