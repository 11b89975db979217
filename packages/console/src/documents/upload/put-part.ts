interface PutPart {
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends one part to the address that was given for it, which is the permission: no cookie goes along. By
 * XMLHttpRequest, since fetch cannot say how much has been sent.
 * @returns the tag by which the store knows the part
 */
export function putPart(url: string, part: Blob, { onSent, signal }: PutPart): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const failed = () => reject(new TypeError('The part did not arrive.'));
    request.open('PUT', url);
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
