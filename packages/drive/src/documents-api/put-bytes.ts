import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { secureUrl } from '@gatehouse/client';
import { RemoteProblem } from '../ports/remote-problem.ts';

/** What a store answered; its body is of no interest. */
export interface Put {
  readonly status: number;
  readonly etag: string | undefined;
}

/**
 * Puts so many bytes to an address as they come. fetch would copy them twice, which for parts of large files is most
 * of the memory and a good deal of the time.
 * @param silence for how long nothing may come or go, in milliseconds
 * @throws TypeError as fetch does, with what happened as its cause; RemoteProblem where anybody on the way could read along
 */
export async function putBytes(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: AsyncIterable<Uint8Array>,
  length: number,
  silence: number,
): Promise<Put> {
  const { promise, resolve, reject } = Promise.withResolvers<Put>();
  const failed = (cause: unknown) => reject(new TypeError('the bytes were not put', { cause }));
  const to = placeOf(url);
  const request = (to.protocol === 'https:' ? secure : plain)(to, {
    method: 'PUT',
    headers: { ...headers, 'content-length': length },
    timeout: silence,
  });
  const answered = new Promise<void>((resolve) => request.once('response', () => resolve()));
  request.once('timeout', () => request.destroy(new Error('no answer')));
  request.on('error', failed);
  request.once('response', (response) => {
    const { statusCode: status = 0, headers } = response;
    response.once('error', failed).once('end', () => resolve({ status, etag: headers.etag }));
    response.resume();
  });
  promise.catch(() => undefined);
  try {
    for await (const chunk of bytes) {
      // Its room is used again for the next one, so it has to be on its way before.
      const isSent = new Promise<boolean>((resolve) =>
        request.write(chunk, (error) => resolve(error == null)),
      );
      if (!(await Promise.race([isSent, answered.then(() => false)]))) break;
    }
    request.end();
    return await promise;
  } finally {
    // A store that refuses early is not sent the rest.
    if (!request.writableFinished) request.destroy();
  }
}

function placeOf(url: string): URL {
  try {
    return secureUrl(url);
  } catch {
    throw new RemoteProblem('rejected', 'the place named for the bytes is not safe');
  }
}
