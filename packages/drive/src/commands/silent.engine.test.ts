import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { openSilentWay, type SilentWay } from '../documents-api/silent-way.test-support.ts';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

const mebibyte = 2 ** 20;
/** Sent in four parts, three at a time, and fetched in one piece. */
const large = randomBytes(64 * mebibyte);

describe('a network that goes silent in the middle of a transfer', () => {
  let way: SilentWay;
  let m: MountedDesk;
  before(async () => {
    const port = await freePort();
    way = await openSilentWay(port);
    m = await mountedDesk(
      { here: 'admin', there: 'standard' },
      { DRIVE_SILENCE: '1' },
      { host: '127.0.0.1', port, issuer: new URL(way.url) },
    );
    for (const each of ['here', 'there']) await m.done(each, 'mount', m.at(each), '--all');
  });
  after(async () => {
    await m[Symbol.asyncDispose]();
    await way[Symbol.asyncDispose]();
  });

  /** Ends by itself, though nobody ends the connection; the next one goes on where it stopped. */
  async function endsAndGoesOn(install: string): Promise<void> {
    const cut = await m.drive(install, 'sync', m.at(install), '--json');
    assert.notEqual(cut.code, 0, cut.out);
    way.heal();
    way.counted();
    // What could not be done is tried again a little later.
    m.desk.later(10_000);
    const { state } = await m.done(install, 'sync', m.at(install));
    assert.equal(state, 'in-step');
  }

  it('while a large file is sent: the parts that have arrived are not sent again', async () => {
    await writeFile(m.at('here', 'large.bin'), large);
    way.silentAfter({ up: 58 * mebibyte });
    await endsAndGoesOn('here');
    const { up } = way.counted();
    assert.ok(up > 4 * mebibyte && up < 40 * mebibyte, `${up} bytes were sent`);
    const versions = await m.done('here', 'versions', '/large.bin');
    assert.equal(versions.length, 1);
  });

  it('while it is fetched: what has come is not fetched again', async () => {
    way.silentAfter({ down: 40 * mebibyte });
    await endsAndGoesOn('there');
    const { down } = way.counted();
    assert.ok(down > 4 * mebibyte && down < 40 * mebibyte, `${down} bytes were fetched`);
    assert.deepEqual(await readFile(m.at('there', 'large.bin')), large);
  });

  it('while it is asked what there is', async () => {
    way.silentAfter({ down: 0 });
    await endsAndGoesOn('there');
  });

  it('while one file is fetched by its path: the next try has it', async () => {
    way.silentAfter({ down: 10 * mebibyte });
    const to = m.at('there', '..', 'alone.bin');
    const cut = await m.drive('there', 'get', '/large.bin', to, '--json');
    assert.equal(JSON.parse(cut.err.trim().split('\n').at(-1) ?? '').error.code, 'busy');
    way.heal();
    await m.done('there', 'get', '/large.bin', to);
    assert.deepEqual(await readFile(to), large);
  });
});

async function freePort(): Promise<number> {
  await using way = await openSilentWay(0);
  return Number(new URL(way.url).port);
}
