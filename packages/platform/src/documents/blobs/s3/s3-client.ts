import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '@gatehouse/service';
import { AwsV4Signer } from 'aws4fetch';
import { BlobError } from '../blob-store.ts';

/** A bucket of any store that speaks S3, addressed by path: `https://s3.example.com/bucket`. */
export interface Bucket {
  readonly url: URL;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type Query = Readonly<Record<string, string>>;

export interface Sent {
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
}

export type S3Client = ReturnType<typeof s3Client>;

/** Requests signed by Signature Version 4, in a header or in the address itself. */
export function s3Client(bucket: Bucket, clock: Clock) {
  const { url, region, accessKeyId, secretAccessKey } = bucket;
  const base = url.href.replace(/\/$/, '');
  const bucketName = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
  const credentials = { accessKeyId, secretAccessKey, region, service: 's3' };
  const moment = () => new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');

  function address(key: string, query: Query = {}): URL {
    const target = new URL(key === '' ? base : `${base}/${key}`);
    for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
    return target;
  }

  /** Answers whatever the store answers; throws `unavailable` where it does not answer, or not now. */
  async function ask(
    method: string,
    key: string,
    { query, headers = {}, body }: Sent = {},
  ): Promise<Response> {
    const digest = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const signed = await new AwsV4Signer({
      ...credentials,
      method,
      url: address(key, query).href,
      headers: { ...headers, 'x-amz-content-sha256': digest },
      datetime: moment(),
    }).sign();
    const response = await fetch(strict(signed.url), {
      method,
      headers: signed.headers,
      body: body ?? null,
    }).catch((error: unknown) => {
      throw new BlobError('unavailable', { cause: error });
    });
    // RFC 9110 section 15.6.2: the store is there, and will never do this.
    if (response.status < 500 || response.status === 501) return response;
    await response.body?.cancel();
    throw new BlobError('unavailable', { cause: new Error(`the store answered ${response.status}`) });
  }

  return {
    origin: url.origin,
    bucketName,
    ask,

    /** The same, for what must succeed. */
    async must(method: string, key: string, sent: Sent = {}): Promise<Response> {
      const response = await ask(method, key, sent);
      if (response.ok) return response;
      const text = await response.text();
      if (response.status === 404) throw new BlobError('missing', { cause: new Error(text) });
      throw new Error(`the object store refused ${method}: ${response.status} ${text.slice(0, 500)}`);
    },

    /** An address that anybody may call with this method and these headers until it expires. */
    async presign(
      method: string,
      key: string,
      seconds: number,
      { query, headers = {} }: Sent = {},
    ): Promise<string> {
      const target = address(key, { ...query, 'X-Amz-Expires': String(seconds) });
      const signer = new AwsV4Signer({
        ...credentials,
        method,
        url: target.href,
        headers: { ...headers },
        datetime: moment(),
        signQuery: true,
      });
      return strict((await signer.sign()).url);
    },

    /** The fields of a form that may put one object, under conditions (POST policy). */
    form(key: string, seconds: number, maxBytes: number, fixed: Readonly<Record<string, string>>) {
      const at = moment();
      const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
      const fields = {
        key,
        ...fixed,
        'x-amz-algorithm': 'AWS4-HMAC-SHA256',
        'x-amz-credential': `${accessKeyId}/${scope}`,
        'x-amz-date': at,
      };
      const policy = Buffer.from(
        JSON.stringify({
          expiration: new Date(clock.now() + seconds * 1000).toISOString(),
          conditions: [
            { bucket: bucketName },
            ['content-length-range', 0, maxBytes],
            ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
          ],
        }),
      ).toString('base64');
      const signature = hmac(signingKey(secretAccessKey, scope), policy).toString('hex');
      return { url: base, fields: { ...fields, policy, 'x-amz-signature': signature } };
    },
  };
}

/** As the signature counts it (RFC 3986): in a form's encoding a blank is `+`, which stores read as a plus. */
function strict(url: URL): string {
  const query = [...url.searchParams].map((pair) => pair.map(encode).join('='));
  return query.length === 0 ? url.href : `${url.origin}${url.pathname}?${query.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Date, region, service and purpose, each under the key made of those before. */
function signingKey(secret: string, scope: string): Buffer {
  return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
