import { type Custodian, CustodianDown, RecordRefused } from './custodian.ts';

export interface TransitOptions {
  /** Of the engine: https://vault.example.com/v1/transit/ */
  readonly url: URL;
  readonly key: string;
  readonly token: string;
}

const patience = 5_000;

/** HashiCorp Vault's Transit engine; versions of the key are its own, `vault:v3:…` says which wrapped. */
export function transitCustodian({ url, key, token }: TransitOptions): Custodian {
  const base = url.href.endsWith('/') ? url.href : `${url.href}/`;

  async function call(path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(new URL(`${path}/${encodeURIComponent(key)}`, base), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-vault-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    }).catch((cause: unknown) => {
      throw new CustodianDown('Vault does not answer', { cause });
    });
    const answer = (await response.json().catch(() => ({}))) as { data?: Record<string, unknown> };
    if (response.ok && answer.data !== undefined) return answer.data;
    // 400 is about the ciphertext; 403, 404, 5xx about rights, paths and load.
    if (response.status === 400 && path === 'decrypt') throw new RecordRefused();
    throw new CustodianDown(`Vault refuses with status ${response.status}`);
  }

  const named = (version: unknown) => `${key}:v${version}`;
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    current: async () => named((await call('keys')).latest_version),
    async wrap(dataKey, bound) {
      const { ciphertext } = await call('encrypt', {
        plaintext: base64(dataKey),
        associated_data: base64(bound),
      });
      const [, version] = /^vault:v(\d+):/.exec(String(ciphertext)) ?? [];
      if (version === undefined) throw new CustodianDown('Vault gave a ciphertext of an unknown form');
      return { keyId: named(version), bytes: Buffer.from(String(ciphertext)) };
    },
    async unwrap({ keyId, bytes }, bound) {
      const ciphertext = Buffer.from(bytes).toString();
      if (!ciphertext.startsWith(`vault:${keyId.slice(key.length + 1)}:`)) throw new RecordRefused();
      const { plaintext } = await call('decrypt', { ciphertext, associated_data: base64(bound) });
      return Buffer.from(String(plaintext), 'base64');
    },
  };
}
