import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { FoundApp } from './app-store.ts';

export interface AppChange {
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
}

/** Changes how an app presents itself. The badge was given to a publisher, so another one begins without it. */
export async function changeApp(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  app: FoundApp,
  change: AppChange,
): Promise<void> {
  const anotherPublisher = change.publisher !== app.publisher;
  await tx
    .updateTable('apps')
    .set({
      ...change,
      ...(anotherPublisher ? { publisher_verified_at: null, verification_requested_at: null } : {}),
    })
    .where('id', '=', app.id)
    .execute();
  await record(house, tx, origin, {
    event: 'app.changed',
    subject: `app:${app.id}`,
    details: { ...change, verification_ended: anotherPublisher && app.publisher_verified_at !== null },
  });
}
