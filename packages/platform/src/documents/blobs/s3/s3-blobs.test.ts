import { after, before, describe } from 'node:test';
import { systemClock, systemRandom } from '@gatehouse/service';
import type { BlobStore } from '../blob-store.ts';
import { blobStoreConformance } from '../conformance.test-support.ts';
import { openS3Blobs } from './s3-blobs.ts';
import { type S3Server, startS3 } from './s3-server.test-support.ts';

describe('blobs in a bucket', () => {
  let server: S3Server;
  let blobs: BlobStore;
  before(async () => {
    server = await startS3();
    blobs = openS3Blobs(server.bucket, { clock: systemClock, random: systemRandom });
  });
  after(() => server.close());

  blobStoreConformance('an object store', () => blobs);
});
