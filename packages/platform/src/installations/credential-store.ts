import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';

/** An app's credential for companies of one environment (rule P3). */
export interface AppCredential {
  readonly clientId: string;
  readonly epoch: number;
  readonly environment: Environment;
}

export async function credentialOf(
  tx: Reader<Tables>,
  appId: number,
  environment: Environment,
): Promise<AppCredential | undefined> {
  const row = await tx
    .selectFrom('clients')
    .select(['client_id', 'epoch', 'environment'])
    .where('app_id', '=', appId)
    .where('environment', '=', environment)
    .orderBy('created_at')
    .executeTakeFirst();
  return row && { clientId: row.client_id, epoch: row.epoch, environment: row.environment };
}
