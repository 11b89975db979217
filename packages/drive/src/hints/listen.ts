import { setTimeout as after } from 'node:timers/promises';
import type { LinkEventData } from '@gatehouse/wire';
import { linkOf } from '../installs/account.ts';
import { readInstall } from '../installs/install-file.ts';
import { linesFromLink } from '../installs/link-client.ts';
import type { Mount } from '../mounts/mount-list.ts';
import type { World } from '../world.ts';
import type { Hearing } from './hearing.ts';

/** The service shows a sign of life twice in this time. */
const silence = 40_000;
const pause = 1_000;
const longestPause = 300_000;

type Place = Pick<Mount, 'companyId' | 'projectId'>;

export interface Listener {
  readonly place: Place;
  readonly hearing: Hearing;
}

/**
 * Hears from the link service that a mounted place has changed, so that it is looked at now and not at the next turn. A
 * hint tells where and nothing else, and may be lost: whoever listens goes on to look by itself. Returns when that
 * ends, or at once for an account that no link service gives.
 */
export async function listen(
  world: World,
  listeners: readonly Listener[],
  ended: AbortSignal,
): Promise<void> {
  if (world.env.DRIVE_TOKEN_FILE) return;
  let wait = pause;
  while (!ended.aborted) {
    const begun = world.now();
    // Whatever is wrong, a look will say so to the person.
    await hear(world, listeners, ended).catch(() => undefined);
    wait = world.now() - begun > longestPause ? pause : Math.min(longestPause, wait * 2);
    await after(wait, undefined, { signal: ended }).catch(() => undefined);
  }
}

async function hear(world: World, listeners: readonly Listener[], ended: AbortSignal): Promise<void> {
  const install = await readInstall(world.env);
  if (install === undefined) return;
  const { id } = await linkOf(install, world);
  const places = [...new Set(listeners.map(({ place }) => nameOf(place)))].join(',');
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), silence).unref();
  const signal = AbortSignal.any([ended, silent.signal]);
  let event = '';
  try {
    for await (const line of linesFromLink(
      install,
      world,
      `/v1/links/${id}/events?places=${places}`,
      signal,
    )) {
      timer.refresh();
      if (line.startsWith('event: ')) event = line.slice(7);
      // What changed while nobody listened is told to nobody.
      if (line === ': listening') for (const { hearing } of listeners) hearing.say();
      if (line.startsWith('data: ')) tell(listeners, event, line.slice(6));
    }
  } finally {
    clearTimeout(timer);
  }
}

function tell(listeners: readonly Listener[], event: string, data: string): void {
  const about = event === 'dirty' ? (JSON.parse(data) as LinkEventData['dirty']) : undefined;
  for (const { place, hearing } of listeners) if (about === undefined || isAbout(about, place)) hearing.say();
}

/** What befell the app in a company is about all of it. */
function isAbout({ company_id, project_id, event }: LinkEventData['dirty'], place: Place): boolean {
  if (company_id !== place.companyId) return false;
  return event !== 'documents_changed' || project_id === (place.projectId ?? null);
}

function nameOf({ companyId, projectId }: Place): string {
  return projectId === undefined ? `${companyId}` : `${companyId}:${projectId}`;
}
