import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { makeSigningSecret, sealSigningSecret } from './subscription-secret.ts';
import { insertSubscription } from './subscription-store.ts';

export interface NewSubscription {
  readonly appId: number;
  readonly environment: Environment;
  /** An address that `readEndpointUrl` let through. */
  readonly url: string;
  readonly documents: boolean;
  readonly createdBy: number;
}

/** Adds an address for events; the secret that signs them is known here alone, and kept sealed. */
export async function createSubscription(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { appId, environment, url, documents, createdBy }: NewSubscription,
): Promise<{ readonly id: number; readonly secret: string }> {
  const { keys, random, clock } = house;
  const now = clock.now();
  const secret = makeSigningSecret(random);
  const id = await insertSubscription(tx, {
    app_id: appId,
    environment,
    url,
    secret_sealed: sealSigningSecret(keys, random, { appId, environment, url }, secret),
    documents_since: documents ? now : null,
    created_by: createdBy,
    created_at: now,
  });
  await record(house, tx, origin, {
    event: 'event_subscription.created',
    subject: `app:${appId}`,
    details: { subscription: id, environment, host: new URL(url).host, documents },
  });
  return { id, secret };
}
