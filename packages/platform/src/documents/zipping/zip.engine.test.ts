import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { levels } from '../../access/levels.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { adminOf } from '../viewer.ts';
import { zipFolder } from './zip-folder.ts';

describe('a folder as a zip', () => {
  let site: Site;
  let top: number;
  let hidden: number;
  const large = new Uint8Array(6_000_000).map((_, place) => (place * 7) % 253);

  before(async () => {
    site = await openSite();
    const folder = async (name: string, parent?: number, isPrivate = false) =>
      (
        await site.as.admin.makeFolder('project', {
          name,
          explicit_permissions: isPrivate,
          ...(parent === undefined ? {} : { parent_id: parent }),
        })
      ).body.id;
    const file = (name: string, parent: number, content: string | typeof large = name, fields = {}) =>
      site.as.admin.upload('project', { name, parent_id: String(parent), ...fields }, content);
    top = await folder('Drawings');
    const deep = await folder('Tramo é', top);
    await folder('Empty', top);
    hidden = await folder('Claims', top, true);
    await file('A-101.txt', top);
    await file('back\\slash.txt', top);
    await file('Secret.txt', top, 'Secret', { explicit_permissions: 'true' });
    await file('Large.bin', deep, large);
    await file('Claim.txt', hidden);
  });
  after(() => site.close());

  async function zipOf(who: Character, id: number) {
    const response = await site.as[who].call(site.as[who].path('project', `folders/${id}/zip`));
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  it('holds all that one sees, whole, and nothing else', async () => {
    const { response, bytes } = await zipOf('reader', top);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/zip');
    assert.match(response.headers.get('content-disposition') ?? '', /attachment.*Drawings\.zip/);
    const entries = read(bytes);
    assert.deepEqual([...entries.keys()].sort(), [
      'A-101.txt',
      'Empty/',
      'Tramo é/',
      'Tramo é/Large.bin',
      'back_slash.txt',
    ]);
    assert.equal(entries.get('A-101.txt')?.toString(), 'A-101.txt');
    assert.ok(entries.get('Tramo é/Large.bin')?.equals(large));
    const all = [...read((await zipOf('admin', top)).bytes).keys()];
    assert.ok(all.includes('Claims/Claim.txt') && all.includes('Secret.txt'));
  });

  it('is not there for those who do not see the folder', async () => {
    assert.equal((await zipOf('reader', hidden)).response.status, 404);
    assert.equal((await zipOf('nobody', top)).response.status, 404);
  });

  it('has little of its files in memory, however large they are and however slowly they are taken', async () => {
    const { house } = site.platform;
    const { body: folder } = await site.as.admin.makeFolder('project', { name: 'Large films' });
    const names = ['one.mov', 'two.mov', 'three.mov'];
    for (const name of names)
      await site.as.admin.upload('project', { name, parent_id: String(folder.id) }, name);
    const size = 16 * 2 ** 20;
    await house.database.write((tx) =>
      tx
        .updateTable('file_versions')
        .set({ size })
        .where('document_id', 'in', (from) =>
          from.selectFrom('documents').select('id').where('parent_id', '=', folder.id),
        )
        .execute(),
    );
    const piece = Buffer.alloc(2 ** 16);
    let read = 0;
    const open = async () => {
      let left = size;
      return new Readable({
        read() {
          read += left === 0 ? 0 : piece.length;
          this.push(left === 0 ? null : piece);
          left = Math.max(0, left - piece.length);
        },
      });
    };
    const blobs = Object.assign(Object.create(house.blobs), { open });
    const place = { companyId: site.companyId, projectId: site.projectId, personId: site.ids.admin };
    let taken = 0;
    let most = 0;
    for await (const chunk of zipFolder(
      { ...house, blobs },
      { ...adminOf(place), sight: levels.Admin },
      folder.id,
    )) {
      // Whatever could be read ahead meanwhile is.
      await new Promise(setImmediate);
      most = Math.max(most, read - taken);
      taken += (chunk as Buffer).length;
    }
    assert.ok(taken > names.length * size, String(taken));
    assert.ok(most < 2 ** 21, `${most} bytes were read and not yet taken`);
  });

  it('closes what it reads when whoever asked goes away', async () => {
    const { house } = site.platform;
    const opened: Readable[] = [];
    const open: typeof house.blobs.open = async (...asked) => {
      const stream = await house.blobs.open(...asked);
      opened.push(stream);
      return stream;
    };
    const blobs = Object.assign(Object.create(house.blobs), { open });
    const place = { companyId: site.companyId, projectId: site.projectId, personId: site.ids.admin };
    const zip = zipFolder({ ...house, blobs }, { ...adminOf(place), sight: levels.Admin }, top);
    zip.pause();
    while (opened.length === 0) await once(zip, 'readable').then(() => zip.read());
    zip.destroy();
    await once(zip, 'close');
    for (const stream of opened) {
      if (!stream.closed) await once(stream, 'close');
      assert.ok(stream.destroyed);
    }
  });
});

/** The entries of a zip without compression, by its directory. */
function read(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    entries.set(name, zip.subarray(start, start + size));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
