import assert from 'node:assert/strict';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { bearer, GatehouseApi } from '@gatehouse/client';

type Scope = { readonly companyId: number; readonly projectId: number };

/** A file that was sent off, and whether its sender was told that it arrived. */
interface Sent {
  readonly digest: string;
  acknowledged: boolean;
  /** It was read back whole; from then on it has to be there. */
  proven: boolean;
}

/** What was sent into one folder, by name; outlives the processes it is sent to. */
export type Shipments = Map<string, Sent>;

export function uploadsTo(url: string, accessToken: string, scope: Scope, shipments: Shipments) {
  const tokens = { accessToken: async () => accessToken, renew: async () => accessToken };
  const api = new GatehouseApi({ baseUrl: url, authorizer: bearer(tokens) });
  return {
    /** Sends files of all sizes until the platform is gone. */
    async work(): Promise<never> {
      for (;;) {
        const content = randomBytes(randomInt(1, 400_000));
        const sent: Sent = { digest: digestOf(content), acknowledged: false, proven: false };
        const name = `${randomBytes(8).toString('hex')}.bin`;
        shipments.set(name, sent);
        await api.files.upload(scope, { name, content: new Blob([content]) });
        sent.acknowledged = true;
      }
    },
    /** What was acknowledged is there, and what is there is whole. */
    async proveKept(): Promise<void> {
      const { files } = await api.folders.root(scope);
      const there = new Set(files.map(({ name }) => name));
      for (const [name, { acknowledged, proven }] of shipments)
        assert.ok(!(acknowledged || proven) || there.has(name), `${name} is lost`);
      for (const file of files) {
        const sent = shipments.get(file.name);
        if (sent === undefined || sent.proven) continue;
        const { stream, size } = await api.files.download(scope, file);
        const content = await new Response(stream).bytes();
        assert.deepEqual([content.length, size, file.size], [file.size, file.size, content.length]);
        assert.equal(digestOf(content), sent.digest, `${file.name} is not what was sent`);
        sent.proven = true;
      }
    },
  };
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
