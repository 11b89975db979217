import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BlobError, type BlobStore, type Located, type SmallContent } from './blob-store.ts';

/** What every blob store promises, proven against a real one. */
export function blobStoreConformance(name: string, storeOf: () => BlobStore): void {
  describe(`${name} as a blob store`, () => {
    const readBack = async (blob: Located) => await buffer(await storeOf().open(blob));
    const receive = (content: Uint8Array) => storeOf().receive(Readable.from([content]), unlimited);
    async function everything(): Promise<string[]> {
      const locations: string[] = [];
      for await (const { location } of storeOf().stored()) locations.push(location);
      return locations.sort();
    }

    it('gives back what it took in, with the digest of it, however it was cut', async () => {
      const chunks = fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(chunks, async (content) => {
          const whole = Buffer.concat(content);
          const received = await storeOf().receive(Readable.from(content), unlimited);
          assert.equal(received.sha256, createHash('sha256').update(whole).digest('hex'));
          assert.equal(received.size, whole.length);
          await received.keep();
          await received.discard();
          assert.deepEqual(await readBack(received), whole);
        }),
        { numRuns: 25 },
      );
    });

    it('gives a range with both its ends', async () => {
      const received = await receive(Buffer.from('0123456789'));
      await received.keep();
      const part = await buffer(await storeOf().open(received, { first: 2, last: 5 }));
      assert.equal(part.toString(), '2345');
    });

    it('takes content larger than what it holds in memory', async () => {
      const chunk = randomBytes(1_000_003);
      const hash = createHash('sha256');
      async function* content() {
        for (let count = 0; count < 20; count += 1) {
          hash.update(chunk);
          yield chunk;
        }
      }
      const received = await storeOf().receive(content(), unlimited);
      await received.keep();
      assert.equal(received.size, 20 * chunk.length);
      assert.equal(received.sha256, hash.digest('hex'));
      const back = createHash('sha256');
      for await (const part of await storeOf().open(received)) back.update(part);
      assert.equal(back.digest('hex'), received.sha256);
    });

    it('takes several at once, each at a location of its own', async () => {
      const before = await everything();
      const contents = [
        ...[5000, 0, 5000, 300_000, 1_000_000].map((size) => randomBytes(size)),
        Buffer.alloc(7),
      ];
      const twice = [...contents, Buffer.alloc(7)];
      const received = await storeOf().receiveEach(small(twice));
      assert.deepEqual(
        received.map(({ sha256, size }) => [sha256, size]),
        twice.map((bytes) => [digest(bytes), bytes.length]),
      );
      const [first, ...others] = received;
      await first?.discard();
      await Promise.all(others.flatMap((blob) => [blob.keep(), blob.discard()]));
      for (const [index, blob] of others.entries()) assert.deepEqual(await readBack(blob), twice[index + 1]);
      const added = (await everything()).filter((location) => !before.includes(location));
      assert.deepEqual(added, others.map(({ location }) => location).sort());
      assert.deepEqual(await storeOf().receiveEach(small([])), []);
    });

    it('keeps none of several where the last one breaks off', async () => {
      const before = await everything();
      async function* broken() {
        yield* small([randomBytes(10), randomBytes(1_500_000), randomBytes(20)]);
        throw new Error('the connection is gone');
      }
      await assert.rejects(storeOf().receiveEach(broken()), { reason: 'interrupted' });
      assert.deepEqual(await everything(), before);
    });

    it('has nothing of what was discarded', async () => {
      const before = await everything();
      const received = await receive(randomBytes(100));
      await received.discard();
      assert.equal(await storeOf().has(received), false);
      await assert.rejects(storeOf().open(received), { reason: 'missing' });
      assert.deepEqual(await everything(), before);
    });

    it('gives identical content two locations, and each goes by itself', async () => {
      const content = randomBytes(50_000);
      const both = await Promise.all([receive(content), receive(content)]);
      await Promise.all(both.flatMap((received) => [received.keep(), received.keep()]));
      assert.equal(both[0].sha256, both[1].sha256);
      assert.notEqual(both[0].location, both[1].location);
      await storeOf().remove(both[0]);
      await storeOf().remove(both[0]);
      assert.equal(await storeOf().has(both[0]), false);
      assert.deepEqual(await readBack(both[1]), content);
    });

    it('takes a discard after keeping as nothing to do', async () => {
      const received = await receive(randomBytes(100));
      await received.keep();
      await received.discard();
      assert.equal(await storeOf().has(received), true);
    });

    it('names all that it holds', async () => {
      const before = await everything();
      const received = await Promise.all([1, 2, 3].map((size) => receive(randomBytes(size))));
      for (const blob of received) await blob.keep();
      const added = (await everything()).filter((location) => !before.includes(location));
      assert.deepEqual(added, received.map(({ location }) => location).sort());
    });

    it('refuses content beyond the limit, reads no further and gives the space back', async () => {
      const before = await everything();
      let read = 0;
      async function* endless() {
        for (;;) {
          read += 1;
          yield Buffer.alloc(1000);
        }
      }
      await assert.rejects(storeOf().receive(endless(), { maxBytes: 2500 }), { reason: 'too_large' });
      assert.equal(read, 3);
      const exact = await storeOf().receive(Readable.from([Buffer.alloc(2500)]), { maxBytes: 2500 });
      await exact.discard();
      assert.deepEqual(await everything(), before);
    });

    it('tells a sender that broke off, and leaves nothing', async () => {
      const before = await everything();
      async function* broken() {
        yield Buffer.from('half');
        throw new Error('the connection is gone');
      }
      const failure = await storeOf()
        .receive(broken(), unlimited)
        .catch((error) => error);
      assert(failure instanceof BlobError);
      assert.equal(failure.reason, 'interrupted');
      assert.deepEqual(await everything(), before);
    });

    it('makes an address of nothing but a location', async () => {
      for (const location of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
        await assert.rejects(storeOf().open({ location }), RangeError);
        await assert.rejects(storeOf().remove({ location }), RangeError);
      }
    });
  });
}

const unlimited = { maxBytes: Number.MAX_SAFE_INTEGER };

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function* small(contents: readonly Uint8Array[]): AsyncGenerator<SmallContent> {
  for (const bytes of contents) yield { bytes, sha256: digest(bytes) };
}
