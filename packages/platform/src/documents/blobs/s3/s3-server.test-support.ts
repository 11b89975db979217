import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { Bucket } from './s3-client.ts';

export interface S3Server {
  readonly bucket: Bucket;
  close(): Promise<void>;
}

/** What stands before every request: answers it by not calling `next`. */
export type Gate = (request: IncomingMessage, next: () => Promise<void>) => Promise<void>;

interface S3Options {
  /** The pages that may send parts to the bucket; by the CORS rule that docs/file-contents.md asks for. */
  readonly pagesOf?: string;
  readonly gate?: Gate;
}

/** A real S3 server on loopback, with one bucket. It checks signatures. */
export async function startS3({ pagesOf, gate }: S3Options = {}): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'gatehouse-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'gatehouse', configs: pagesOf === undefined ? [] : [corsRule(pagesOf)] }],
  });
  if (gate !== undefined) server.middleware.unshift(({ req }, next) => gate(req, next));
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

function corsRule(origin: string): string {
  return `<CORSConfiguration><CORSRule>
    <AllowedOrigin>${origin}</AllowedOrigin>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>x-amz-content-sha256</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
  </CORSRule></CORSConfiguration>`;
}
