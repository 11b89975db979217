import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LinkPerson, type LinkStage, setLinkStage } from '@gatehouse/link/testing';
import { type Machines, machinesOn } from './machines.test-support.ts';

export type Home = 'office' | 'site';

/** Two machines of one person, and what stands between them. */
export interface TwoMachines extends Machines<Home>, AsyncDisposable {
  readonly stage: LinkStage;
  readonly person: LinkPerson;
  /** By a real consent; the link's id. */
  linked(): Promise<string>;
}

export async function openMachines(who: string, more: Record<string, string> = {}): Promise<TwoMachines> {
  await using opened = new AsyncDisposableStack();
  const stage = opened.use(await setLinkStage());
  const folder = await mkdtemp(join(tmpdir(), 'drive-machines-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const person = await stage.person(who);
  const now = () => stage.platform.clock.now();
  const machines = machinesOn<Home>({ linkUrl: stage.origin, person, folder, more, now });
  const open = opened.move();
  return Object.assign(machines, {
    stage,
    person,
    linked: () => stage.link(person),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  });
}
