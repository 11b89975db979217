import { AwsClient } from 'aws4fetch';
import { type Custodian, CustodianDown, RecordRefused } from './custodian.ts';

export interface KmsOptions {
  /** Key ids, ARNs or aliases, newest first: the first wraps, all unwrap. */
  readonly keyIds: readonly [string, ...string[]];
  readonly region: string;
  /** By default the service of the region. */
  readonly endpoint?: URL | undefined;
  readonly accessKey: string;
  readonly secretKey: string;
}

const patience = 5_000;

/** AWS KMS: Encrypt and Decrypt, the place as encryption context, signed by Signature Version 4. */
export function kmsCustodian(options: KmsOptions): Custodian {
  const { keyIds, region, accessKey, secretKey } = options;
  const endpoint = options.endpoint ?? new URL(`https://kms.${region}.amazonaws.com/`);
  const aws = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 'kms',
    retries: 0,
  });

  async function call(operation: 'Encrypt' | 'Decrypt', body: object): Promise<Record<string, string>> {
    const response = await aws
      .fetch(endpoint.href, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `TrentService.${operation}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      })
      .catch((cause: unknown) => {
        throw new CustodianDown('AWS KMS does not answer', { cause });
      });
    const answer = (await response.json().catch(() => ({}))) as Record<string, string>;
    if (response.ok) return answer;
    // Of a refused record KMS says only this; all else is about keys, rights and load, and may pass.
    if (answer.__type?.endsWith('InvalidCiphertextException')) throw new RecordRefused();
    throw new CustodianDown(`AWS KMS refuses: ${answer.__type ?? response.status}`);
  }

  const context = (bound: Uint8Array) => ({ place: Buffer.from(bound).toString('base64') });
  return {
    current: async () => keyIds[0],
    async wrap(dataKey, bound) {
      const { CiphertextBlob = '' } = await call('Encrypt', {
        KeyId: keyIds[0],
        Plaintext: Buffer.from(dataKey).toString('base64'),
        EncryptionContext: context(bound),
      });
      return { keyId: keyIds[0], bytes: Buffer.from(CiphertextBlob, 'base64') };
    },
    async unwrap({ keyId, bytes }, bound) {
      if (!keyIds.includes(keyId)) throw new RecordRefused();
      const { Plaintext = '' } = await call('Decrypt', {
        KeyId: keyId,
        CiphertextBlob: Buffer.from(bytes).toString('base64'),
        EncryptionContext: context(bound),
      });
      return Buffer.from(Plaintext, 'base64');
    },
  };
}
