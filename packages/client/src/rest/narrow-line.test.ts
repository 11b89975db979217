import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { GatehouseApi } from '../gatehouse-api.ts';
import { fileContent } from '../node.ts';
import { bearer } from './authorizer.ts';
import { narrowLine } from './narrow-line.test-support.ts';

const scope = { companyId: 7, projectId: 70 };
/** In place of five minutes. Node looks at such limits every half second. */
const patience = 1_000;
const bytesPerMillisecond = 500;
const large = new Uint8Array(1_500_000);

/** Takes what comes as slowly as a narrow line, and tells for how long it did. */
async function taken(request: IncomingMessage): Promise<number> {
  const began = performance.now();
  for await (const chunk of request) await pause(chunk.length / bytesPerMillisecond);
  return performance.now() - began;
}

async function sentSlowly(
  context: TestContext,
  answer: object,
  send: (api: GatehouseApi) => Promise<unknown>,
): Promise<void> {
  let took = 0;
  const fetch = await narrowLine(context, patience, async (request, response) => {
    took = await taken(request).catch(() => 0);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await send(apiBy(fetch));
  assert.ok(took > 2 * patience, `it took ${took} ms`);
}

const apiBy = (fetch: typeof globalThis.fetch) =>
  new GatehouseApi({
    baseUrl: 'http://localhost',
    authorizer: bearer({ accessToken: async () => 'token', renew: async () => 'token' }),
    fetch,
  });

const ways: Record<string, (api: GatehouseApi) => Promise<unknown>> = {
  'one piece put at its name': (api) => api.files.put(scope, 1, 'a', new Blob([large])),
  'a form': (api) => api.files.upload(scope, { name: 'a', parent_id: 1, content: new Blob([large]) }),
  'a new version': (api) => api.files.addVersion(scope, 1, { content: new Blob([large]) }),
  'several files together': (api) => api.files.uploadEach(scope, [{ ...one, name: 'a' }]),
};
const one = { parent_id: 1, content: large, sha256: '', idempotency_token: 'a' };

describe('over a narrow line', { concurrency: true }, () => {
  for (const [what, send] of Object.entries(ways))
    it(`${what} may take longer than fetch waits for an answer, while its bytes flow`, async (context) =>
      await sentSlowly(context, { id: 5, files: [] }, send));

  it('so may a file that is read from the disk', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-narrow-file-'));
    context.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'a'), large);
    const content = await fileContent(join(folder, 'a'));
    await sentSlowly(context, { id: 5 }, (api) =>
      api.files.upload(scope, { name: 'a', parent_id: 1, content }),
    );
  });

  it('so may a download', async (context) => {
    const [pieces, each] = [30, 100];
    const slowly: RequestListener = async (_, response) => {
      for (let sent = 0; sent < pieces; sent += 1) {
        response.write('x');
        await pause(each);
      }
      response.end();
    };
    const fetch = await narrowLine(context, patience, slowly);
    const { stream } = await apiBy(fetch).files.download(scope, { url: 'http://localhost/a' });
    assert.equal((await new Response(stream).text()).length, pieces);
    assert.ok(pieces * each > 2 * patience);
  });

  it('what stands still for as long is given up', async (context) => {
    const fetch = await narrowLine(context, patience, () => undefined);
    await assert.rejects(apiBy(fetch).files.put(scope, 1, 'a', new Blob([large])), TypeError);
  });
});
