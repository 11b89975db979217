import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type At, levelsOfTool } from './testing/api.ts';
import { openSite, type Site } from './testing/site.ts';

const content = new Uint8Array(100_000).map((_, place) => (place * 7) % 256);
const sha256 = createHash('sha256').update(content).digest('hex');

describe('downloads', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  let count = 0;
  async function uploaded(at: At, name = 'Grundriß "A".html') {
    count += 1;
    return (await site.as.standard.upload(at, { name: `${count} ${name}` }, content)).body;
  }
  const get = (url: string, headers: Record<string, string> = {}) => site.as.reader.call(url, { headers });

  for (const at of levelsOfTool) {
    it(`of a ${at} are bytes to keep, never a page to show`, async () => {
      const file = await uploaded(at);
      const response = await get(file.url);
      assert.equal(response.status, 200);
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), content);
      const header = (name: string) => response.headers.get(name);
      assert.equal(header('content-length'), '100000');
      assert.equal(header('etag'), `"${sha256}"`);
      assert.equal(header('accept-ranges'), 'bytes');
      assert.equal(header('x-content-type-options'), 'nosniff');
      assert.match(header('content-security-policy') ?? '', /^sandbox; default-src 'none'/);
      assert.match(header('content-disposition') ?? '', /^attachment; .*filename\*=UTF-8''.*Grundri%C3%9F/);
      assert.match(header('cache-control') ?? '', /private/);
    });

    it(`of a ${at} may be shown in a frame of ours if they are a PDF, and only then`, async () => {
      const shownAs = async (type: string, name: string) => {
        const form = new FormData();
        form.set('file[data]', new Blob([content], { type }), name);
        const sent = { method: 'POST', body: form };
        const response = await site.as.standard.call(site.as.standard.path(at, 'files'), sent);
        const { url } = (await response.json()) as { url: string };
        return (await get(`${url}&inline=true`)).headers;
      };
      const pdf = await shownAs('application/pdf', `${at} plan.pdf`);
      assert.equal(pdf.get('content-disposition'), 'inline');
      assert.match(
        pdf.get('content-security-policy') ?? '',
        /^default-src 'none'; .*frame-ancestors 'self'$/,
      );
      const page = await shownAs('text/html', `${at} page.pdf`);
      assert.match(page.get('content-disposition') ?? '', /^attachment/);
      assert.match(
        page.get('content-security-policy') ?? '',
        /^sandbox; default-src 'none'; frame-ancestors 'none'/,
      );
      const picture = await shownAs('image/svg+xml', `${at} roof.svg`);
      assert.match(picture.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);

      const bare = await shownAs('application/octet-stream', `${at} sent without a type.PDF`);
      assert.deepEqual(
        [bare.get('content-disposition'), bare.get('content-type')],
        ['inline', 'application/pdf'],
      );
      const unknown = await shownAs('application/octet-stream', `${at} model.ifc`);
      assert.match(unknown.get('content-disposition') ?? '', /^attachment/);
    });

    it(`of a ${at} come in parts, and not at all when the client has them`, async () => {
      const { url } = await uploaded(at);
      const part = await get(url, { range: 'bytes=10-19' });
      assert.equal(part.status, 206);
      assert.equal(part.headers.get('content-range'), 'bytes 10-19/100000');
      assert.deepEqual(new Uint8Array(await part.arrayBuffer()), content.slice(10, 20));
      const tail = await get(url, { range: 'bytes=-5' });
      assert.deepEqual(new Uint8Array(await tail.arrayBuffer()), content.slice(-5));
      const beyond = await get(url, { range: 'bytes=100000-' });
      assert.equal(beyond.status, 416);
      assert.equal(beyond.headers.get('content-range'), 'bytes */100000');
      await beyond.arrayBuffer();
      const same = await get(url, { 'if-none-match': `"${sha256}"` });
      assert.equal(same.status, 304);
      assert.equal(await same.text(), '');
      const changed = await get(url, { range: 'bytes=10-19', 'if-range': '"another"' });
      assert.equal(changed.status, 200);
      assert.equal((await changed.arrayBuffer()).byteLength, 100_000);
    });

    it(`of a ${at} are described to a HEAD without a byte being read`, async (t) => {
      const { url } = await uploaded(at);
      const opened = t.mock.method(site.platform.house.blobs, 'open');
      const response = await site.as.reader.call(url, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-length'), '100000');
      assert.equal(response.headers.get('etag'), `"${sha256}"`);
      assert.equal(opened.mock.callCount(), 0);
    });

    it(`of a ${at} need the token and an address that we made and that is not old`, async () => {
      const { url } = await uploaded(at);
      const bare = await fetch(url);
      assert.equal(bare.status, 401);
      await bare.arrayBuffer();
      const withToken = await fetch(url, { headers: { authorization: `Bearer ${site.as.reader.token}` } });
      assert.equal(withToken.status, 200, 'the address names its company itself');
      await withToken.arrayBuffer();

      const other = new URL((await uploaded(at)).url);
      const changes: ((address: URL) => void)[] = [
        (address) => address.searchParams.delete('sig'),
        (address) => address.searchParams.set('sig', `${address.searchParams.get('sig')}A`),
        (address) => address.searchParams.set('sig', other.searchParams.get('sig') ?? ''),
        (address) =>
          address.searchParams.set('expires', String(Number(address.searchParams.get('expires')) + 1)),
        (address) => address.searchParams.delete('expires'),
        (address) => {
          address.pathname = other.pathname;
        },
      ];
      for (const change of changes) {
        const address = new URL(url);
        change(address);
        const response = await get(address.href);
        assert.equal(response.status, 403, address.href);
        assert(Array.isArray(((await response.json()) as { errors: unknown }).errors));
      }
    });
  }

  it('keep their address for the hour, and lose it after a day', async () => {
    const file = await uploaded('project');
    const address = new URL(file.url);
    const left = Number(address.searchParams.get('expires')) * 1000 - site.platform.clock.now();
    assert(left > 24 * 3_600_000 && left <= 25 * 3_600_000);
    site.platform.clock.advance(left + 1);
    const statusOf = async (url: string) => {
      const response = await get(url);
      await response.arrayBuffer();
      return response.status;
    };
    assert.equal(await statusOf(file.url), 403);
    assert.equal(await statusOf((await site.as.reader.file('project', file.id)).body.url), 200);
  });
});
