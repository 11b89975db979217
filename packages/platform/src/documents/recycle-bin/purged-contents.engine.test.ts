import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { collectContents } from '../collect-contents.ts';
import { type At, levelsOfTool } from '../testing/api.ts';
import { send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';
import { sweepPurged } from './sweep-purged.ts';

const day = 86_400_000;

let site: Site;
before(async () => {
  site = await openSite();
  await later();
});
after(() => site.close());

/** Everything the periodic work does about what was purged, until the waiting is over. */
async function later() {
  const { house } = site.platform;
  while ((await sweepPurged(house)) > 0);
  await collectContents(house);
  site.platform.clock.advance(day + 1);
  await collectContents(house);
}

async function stored(): Promise<string[]> {
  const found: string[] = [];
  for await (const { location } of site.platform.house.blobs.stored()) found.push(location);
  return found.sort();
}

const upload = async (at: At, name: string, content: Uint8Array<ArrayBuffer>, parent?: number) => {
  const fields: Record<string, string> =
    parent === undefined ? { name } : { name, parent_id: String(parent) };
  const { status, body } = await site.as.admin.upload(at, fields, content);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const bytesOf = async (at: At, id: number) => {
  const { url } = (await site.as.reader.file(at, id)).body;
  const response = await site.as.reader.call(url ?? '');
  return Buffer.from(await response.arrayBuffer());
};
const purge = async (at: At, kind: 'files' | 'folders', id: number) => {
  assert.equal((await send(site, 'admin', at, 'DELETE', `${kind}/${id}`)).status, 200);
  assert.equal((await send(site, 'admin', at, 'DELETE', `recycle_bin/${id}`)).status, 200);
};

for (const at of levelsOfTool) {
  describe(`the bytes of what is purged in a ${at}`, () => {
    it('leave the store: of a file, of its older versions, and of all that lay in a folder', async () => {
      const before = await stored();
      const file = await upload(at, 'one.bin', randomBytes(400));
      const form = new FormData();
      form.set('file[data]', new Blob([randomBytes(500)]), 'one.bin');
      const { as } = site;
      const second = await as.admin.call(as.admin.path(at, `files/${file.id}`), {
        method: 'PATCH',
        body: form,
      });
      assert.equal(second.status, 200, await second.text());
      const { body: folder } = await as.admin.makeFolder(at, { name: 'a folder' });
      await upload(at, 'inside.bin', randomBytes(600), folder.id);
      assert.equal((await stored()).length, before.length + 3);
      await purge(at, 'files', file.id);
      await purge(at, 'folders', folder.id);
      await later();
      assert.deepEqual(await stored(), before);
    });

    it('stay while they are in the recycle bin', async () => {
      const content = randomBytes(400);
      const file = await upload(at, 'binned.bin', content);
      assert.equal((await send(site, 'admin', at, 'DELETE', `files/${file.id}`)).status, 200);
      await later();
      const restored = await send(site, 'admin', at, 'POST', `recycle_bin/${file.id}/restore`, {
        restore: {},
      });
      assert.equal(restored.status, 200);
      assert.deepEqual(await bytesOf(at, file.id), content);
    });

    it('stay for everything else that names them: the same content sent again, and a copy', async () => {
      const content = randomBytes(400);
      const first = await upload(at, 'first.bin', content);
      const again = await upload(at, 'again.bin', content);
      const root = (await site.as.admin.root(at)).body.id;
      const copied = await send(site, 'admin', at, 'POST', `files/${first.id}/copy`, {
        copy: { parent_id: root, name: 'copied.bin' },
      });
      assert.equal(copied.status, 201, JSON.stringify(copied.body));
      await purge(at, 'files', first.id);
      await later();
      assert.deepEqual(await bytesOf(at, again.id), content);
      await purge(at, 'files', again.id);
      await later();
      assert.deepEqual(await bytesOf(at, copied.body.id), content);
      const before = await stored();
      await purge(at, 'files', copied.body.id);
      await later();
      assert.equal((await stored()).length, before.length - 1);
    });
  });
}
