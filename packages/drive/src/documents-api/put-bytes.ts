import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

/** What a store answered; its body is of no interest. */
export interface Put {
  readonly status: number;
  readonly etag: string | undefined;
}

/** Bytes that need no answer for so long will not be answered. */
const silence = 120_000;

/**
 * Puts bytes to an address as they lie in memory. fetch would copy them twice, which for parts of large files is most
 * of the memory and a good deal of the time.
 * @throws TypeError as fetch does, with what happened as its cause
 */
export function putBytes(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array,
): Promise<Put> {
  const { promise, resolve, reject } = Promise.withResolvers<Put>();
  const failed = (cause: unknown) => reject(new TypeError('the bytes were not put', { cause }));
  const to = new URL(url);
  const request = (to.protocol === 'https:' ? secure : plain)(to, {
    method: 'PUT',
    headers: { ...headers, 'content-length': bytes.length },
    timeout: silence,
  });
  request.once('timeout', () => request.destroy(new Error('no answer')));
  request.once('error', failed);
  request.once('response', (response) => {
    const { statusCode: status = 0, headers } = response;
    response.once('error', failed).once('end', () => resolve({ status, etag: headers.etag }));
    response.resume();
  });
  request.end(bytes);
  return promise;
}
