import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { Bucket } from './s3-client.ts';

export interface S3Server {
  readonly bucket: Bucket;
  close(): Promise<void>;
}

/** A real S3 server on loopback, with one bucket. It checks signatures. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'gatehouse-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'gatehouse', configs: [] }],
  });
  const { port } = await server.run();
  return {
    bucket: {
      url: new URL(`http://127.0.0.1:${port}/gatehouse`),
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
