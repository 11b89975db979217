import { toJson } from '@gatehouse/database';
import { recordAppEvent } from '../../events/record-app-event.ts';
import type { House } from '../../house.ts';
import {
  anybodyListens,
  type DocumentsPlace,
  dropToldEvent,
  duePlaces,
  listeningApps,
  putOffPlace,
  takePlace,
} from './hint-store.ts';
import { reaches } from './reach.ts';

const most = 100;

/**
 * Tells apps that documents have changed in a company or project, and no more: neither what, nor how much, nor by
 * whom, nor of anything behind a private item. Changes note that this is due (`changes.ts`) and are held up by nothing;
 * however many come in a second, each place is told of once. Returns how many places.
 */
export async function tellOfDocuments(house: House): Promise<number> {
  const { database } = house;
  const due = await database.read(async (tx) =>
    (await anybodyListens(tx)) ? await duePlaces(tx, most) : [],
  );
  for (const place of due)
    await tellOf(house, place).catch(async (error: unknown) => {
      house.logger.error({ err: error, place }, 'apps could not be told of documents');
      // Behind the others, which may be another company's.
      await database.write((tx) => putOffPlace(tx, place.companyId, place.projectId, house.clock.now()));
    });
  return due.length;
}

async function tellOf(house: House, place: DocumentsPlace): Promise<void> {
  const { companyId, projectId } = place;
  const data = { project_id: projectId };
  await house.database.write(async (tx) => {
    if (!(await takePlace(tx, companyId, projectId))) return;
    for (const app of await listeningApps(tx, companyId)) {
      if (!(await reaches(house, tx, app, place))) continue;
      if (await dropToldEvent(tx, companyId, app.id, toJson(data)))
        await recordAppEvent(house, tx, { appId: app.id, companyId, event: 'documents_changed', data });
    }
  });
}
