import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { startHashing } from './hashing.ts';

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

  it('is lost with a piece that cannot be handed over, and no other is', async () => {
    const [hashing, other] = [startHashing(), startHashing()];
    const piece = own(randomBytes(10));
    await assert.rejects(hashing.update([piece, piece]), { name: 'DataCloneError' });
    hashing.drop();
    await other.update([Uint8Array.of(1, 2, 3)]);
    assert.equal(await other.digest(), sha256(Uint8Array.of(1, 2, 3)));
  });
});
