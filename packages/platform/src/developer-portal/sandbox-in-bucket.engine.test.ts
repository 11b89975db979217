import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Origin } from '../audit/audit.ts';
import { type S3Server, startS3 } from '../documents/blobs/s3/s3-server.test-support.ts';
import { openSite, type Site } from '../documents/testing/site.ts';
import { registerApp } from './register-app.ts';
import { keepSampleTexts } from './sample-documents.ts';

const origin: Origin = { requestId: 'test', address: '127.0.0.1', actor: { kind: 'system' }, clientId: null };

describe('sandboxes where contents lie in a bucket', () => {
  let server: S3Server;
  let site: Site;
  before(async () => {
    server = await startS3();
    const { url, region, accessKeyId, secretAccessKey } = server.bucket;
    site = await openSite({
      s3Bucket: url,
      s3Region: region,
      s3AccessKey: accessKeyId,
      s3SecretKey: secretAccessKey,
    });
  });
  after(async () => {
    await site.close();
    await server.close();
  });

  it('are made one after the other, each with contents of its own', async () => {
    const { house } = site.platform;
    for (const name of ['First', 'Second']) {
      const texts = await keepSampleTexts(house);
      const app = { name, description: '', publisher: 'P' };
      await house.database.write((tx) => registerApp(house, tx, origin, site.ids.stranger, { app, texts }));
    }
    const owners = await house.database.read((tx) =>
      tx.selectFrom('contents').select('shared_by').distinct().execute(),
    );
    assert.equal(owners.length, 2);
  });
});
