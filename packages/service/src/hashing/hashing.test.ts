import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { hashRange, startHashing } from './hashing.ts';

describe('the digest that a thread makes', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const own = (bytes: Uint8Array) => Uint8Array.from(bytes);

  it('is that of the pieces in their order, whoever else is hashed meanwhile', async () => {
    const contents = [randomBytes(300_000), randomBytes(200_000), Buffer.alloc(0)];
    const digests = await Promise.all(
      contents.map(async (content) => {
        const hashing = startHashing();
        const updates: Promise<void>[] = [];
        for (let at = 0; at < content.length; at += 50_000)
          updates.push(
            hashing.update([
              own(content.subarray(at, at + 10_000)),
              own(content.subarray(at + 10_000, at + 50_000)),
            ]),
          );
        const digest = hashing.digest();
        await Promise.all(updates);
        return await digest;
      }),
    );
    assert.deepEqual(digests, contents.map(sha256));
  });

  it('takes the memory of a piece that has it to itself, and leaves that of any other', async () => {
    const [alone, shared] = [own(randomBytes(1_000)), own(randomBytes(1_000))];
    const [head, tail] = [shared.subarray(0, 400), shared.subarray(400)];
    const whole = Buffer.concat([alone, head, tail]);
    const hashing = startHashing();
    await hashing.update([alone, head, tail]);
    assert.deepEqual([alone.length, head.length, tail.length], [0, 400, 600]);
    assert.equal(await hashing.digest(), sha256(whole));
  });

  it('is that of a part of a file, and tells why it cannot be had', async () => {
    const content = randomBytes(1_500_000);
    const path = join(await mkdtemp(join(tmpdir(), 'gatehouse-hashing-')), 'file');
    await writeFile(path, content);
    const file = await open(path);
    const whole = hashRange(file.fd, 0, content.length);
    const parts = [hashRange(file.fd, 10, 1_000_000), hashRange(file.fd, 1_000_000, 9_000_000)];
    assert.equal(await whole, sha256(content));
    assert.deepEqual(await Promise.all(parts), [
      sha256(content.subarray(10, 1_000_000)),
      sha256(content.subarray(1_000_000)),
    ]);
    const { fd } = file;
    await file.close();
    await assert.rejects(hashRange(fd, 0, 10), { code: 'EBADF', syscall: 'read' });
    await rm(dirname(path), { recursive: true });
    assert.equal(await startHashing().digest(), sha256(Buffer.alloc(0)));
  });

  it('is lost with a piece that cannot be handed over, and no other is', async () => {
    const [hashing, other] = [startHashing(), startHashing()];
    const piece = own(randomBytes(10));
    await assert.rejects(hashing.update([piece, piece]), { name: 'DataCloneError' });
    hashing.drop();
    await other.update([Uint8Array.of(1, 2, 3)]);
    assert.equal(await other.digest(), sha256(Uint8Array.of(1, 2, 3)));
  });
});
