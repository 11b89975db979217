import type { UnifiedUpload } from '@gatehouse/wire';

/** Where a part goes, and the headers without which the signature of its address does not hold. */
type Segment = Pick<UnifiedUpload['data']['segments'][number], 'url' | 'headers'>;

interface PutPart {
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends one part to the address that was given for it, which is the permission: no cookie goes along. By
 * XMLHttpRequest, since fetch cannot say how much has been sent.
 * @returns the tag by which the store knows the part
 */
export function putPart({ url, headers }: Segment, part: Blob, { onSent, signal }: PutPart): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const failed = () => reject(new TypeError('The part did not arrive.'));
    request.open('PUT', url);
    // The length is the browser's to say: a page that sets it is refused.
    for (const [name, value] of Object.entries(headers))
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, part.size));
    request.onload = () => {
      const etag = request.getResponseHeader('etag');
      if (request.status >= 200 && request.status < 300 && etag !== null) resolve(etag);
      else failed();
    };
    request.onerror = failed;
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    if (signal.aborted) reject(signal.reason);
    else request.send(part);
  });
}
