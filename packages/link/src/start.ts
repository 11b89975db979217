import { serve } from '@gatehouse/service';
import { compose } from './compose.ts';
import type { House } from './house.ts';
import { openHouse, type Surroundings } from './open-house.ts';
import type { Settings } from './settings.ts';

export interface RunningLink {
  readonly house: House;
  close(): Promise<void>;
  reloadCertificate(): void;
}

export async function startLink(settings: Settings, surroundings: Surroundings): Promise<RunningLink> {
  const ending = new AbortController();
  const house = await openHouse(settings, surroundings, ending.signal);
  try {
    return await serveHouse(house, ending);
  } catch (error) {
    await house.database.close();
    throw error;
  }
}

async function serveHouse(house: House, ending: AbortController): Promise<RunningLink> {
  const { server, stop } = await compose(house);
  const { host, port, tlsTerminatedByProxy } = house.settings;
  const running = await serve(server, { host, port, tlsTerminatedByProxy }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    house,
    reloadCertificate: running.reloadCertificate,
    async close() {
      ending.abort();
      await running.close();
      await stop();
      await house.database.close();
    },
  };
}
