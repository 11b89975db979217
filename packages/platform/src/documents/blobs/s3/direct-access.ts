import type { DirectAccess } from '../blob-store.ts';
import type { S3Client } from './s3-client.ts';
import { keyOf } from './s3-key.ts';
import { beginParts, dropParts, joinParts } from './send-away.ts';

/** The largest object that a store copies in one request. */
const mostCopied = 5 * 2 ** 30;

export function directAccess(client: S3Client, newKey: (folder: 'blobs' | 'forms') => string): DirectAccess {
  return {
    origin: client.origin,

    readAddress: ({ location }, { contentType, disposition, seconds }) =>
      client.presign('GET', keyOf(location), seconds, {
        query: { 'response-content-type': contentType, 'response-content-disposition': disposition },
      }),

    async beginParts() {
      const location = newKey('blobs');
      return { location, uploadId: await beginParts(client, location) };
    },

    // The digest is part of what is signed, so the store itself refuses other bytes.
    async partAddress({ location, uploadId }, { number, size, sha256 }, seconds) {
      const headers = { 'x-amz-content-sha256': sha256 };
      const query = { partNumber: String(number), uploadId };
      const url = await client.presign('PUT', keyOf(location), seconds, { query, headers });
      return { url, headers: { ...headers, 'content-length': String(size) } };
    },

    joinParts: ({ location, uploadId }, etags) => joinParts(client, keyOf(location), uploadId, etags),
    dropParts: ({ location, uploadId }) => dropParts(client, keyOf(location), uploadId),

    newForm: () => ({ location: newKey('forms') }),

    async formAt({ location }, { contentType, disposition, maxBytes, seconds }) {
      const fixed = { 'Content-Type': contentType, 'Content-Disposition': disposition };
      return client.form(keyOf(location), seconds, Math.min(maxBytes, mostCopied), fixed);
    },

    async settle({ location }) {
      const target = newKey('blobs');
      const source = `/${client.bucketName}/${keyOf(location)}`;
      const response = await client.ask('PUT', target, { headers: { 'x-amz-copy-source': source } });
      const text = await response.text();
      if (response.status === 404) return null;
      if (!response.ok || !text.includes('<CopyObjectResult'))
        throw new Error(`the object store did not copy: ${text.slice(0, 500)}`);
      return { location: target };
    },
  };
}
