import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { AppEventData } from '../events/app-event.ts';
import { recordAppEvent } from '../events/record-app-event.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { eventsOfStep } from './installation-events.ts';
import type { InstallationStep } from './installation-machine.ts';
import { permittedProjects } from './permitted-projects-store.ts';

export interface TakenStep {
  readonly step: InstallationStep;
  readonly installationId: number;
  readonly appId: number;
  /** For the audit trail. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  /** The version that holds now, where the step decided it. */
  readonly version?: { readonly id: number; readonly semver: string } | null;
}

/** Says that a step was taken, to the audit trail and to the app, in the unit that took it. */
export async function announceStep(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { step, installationId, appId, details = {}, version }: TakenStep,
): Promise<void> {
  const names = eventsOfStep[step];
  const approved = version === undefined ? {} : { version: version?.semver ?? null };
  await record(house, tx, origin, {
    event: names.audit,
    companyId,
    subject: `app:${appId}`,
    details: { ...details, ...approved },
  });
  const data: AppEventData = { installation_id: installationId, ...approved };
  await recordAppEvent(house, tx, {
    appId,
    companyId,
    event: names.app,
    // An app of its own account walks these projects: it must not have to guess which are new.
    data: asksProjects(step) ? { ...data, project_ids: await projectIds(tx, companyId, appId) } : data,
  });
}

function asksProjects(step: InstallationStep): boolean {
  return step === 'install' || step === 'reinstall' || step === 'update' || step === 'permit_projects';
}

async function projectIds(tx: Writer<Tables>, companyId: number, appId: number): Promise<number[]> {
  return (await permittedProjects(tx, companyId, appId)).map(({ id }) => id);
}
