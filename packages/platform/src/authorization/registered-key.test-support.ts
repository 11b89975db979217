import assert from 'node:assert/strict';
import type { ClientKey } from '../apps/client-key.ts';
import { addAppKey } from '../apps/client-key-store.ts';
import type { Origin } from '../audit/audit.ts';
import type { OAuthStage, TestClient } from '../testing/oauth-clients.ts';

export const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

export async function appOf({ platform }: OAuthStage, { clientId }: TestClient): Promise<number> {
  const row = await platform.house.database.read((tx) =>
    tx.selectFrom('clients').select('app_id').where('client_id', '=', clientId).executeTakeFirstOrThrow(),
  );
  return row.app_id ?? assert.fail();
}

export async function registerKey(
  stage: OAuthStage,
  client: TestClient,
  { kid, algorithm, jwk }: ClientKey,
): Promise<void> {
  const { house } = stage.platform;
  const appId = await appOf(stage, client);
  const key = { kid, algorithm, jwk };
  const added = await house.database.write((tx) =>
    addAppKey(house, tx, system, appId, 'production', { key, createdBy: stage.personId }),
  );
  assert.equal(added.kind, 'added');
}
