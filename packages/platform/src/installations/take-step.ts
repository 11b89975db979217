import type { Writer } from '@gatehouse/database';
import { policyFault } from '../access/policy-fault.ts';
import { findVersion, latestVersion, type Version } from '../apps/version-store.ts';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { announceStep, type TakenStep } from './announce-step.ts';
import { type Approval, approveProjects, approveVersion, withdrawApproval } from './approve-version.ts';
import { install, type NewInstallation } from './install.ts';
import { type InstallationStep, installationMachine } from './installation-machine.ts';
import { changeInstallation, findInstallation, type StoredInstallation } from './installation-store.ts';
import { strangeProjects } from './own-account/permitted-projects.ts';
import { loadPolicyFacts } from './policy/policy-store.ts';
import { type Answered, settlePending } from './requests/settle.ts';
import { standingIn } from './standing-in-company.ts';
import { done, illegal, type StepOutcome } from './step-outcome.ts';
import { tellPeopleOfDisconnect } from './tell-people.ts';

/** A step on an app that is or was in the company, as an admin asks for it. */
export type AskedStep = { readonly personId: number } & (
  | { readonly step: 'disconnect' | 'reconnect' | 'uninstall' }
  | { readonly step: 'permit_projects'; readonly projectIds: readonly number[] }
  | { readonly step: 'update'; readonly versionId: number; readonly projectIds: readonly number[] }
  | Reinstall
);

interface Reinstall {
  readonly step: 'reinstall';
  /** The version that was seen; null takes the one that was approved before. */
  readonly versionId: number | null;
  readonly projectIds: readonly number[];
  readonly answered?: Answered | undefined;
}

/** An admin installs an app that was never in the company. */
export async function installApp(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  installation: Omit<NewInstallation, 'how'> & Approval,
): Promise<StepOutcome> {
  const { appId, permittedProjectIds } = installation;
  const { standing } = await standingIn(tx, companyId, appId);
  const stepped = installationMachine.step(standing, 'install');
  if (!stepped.ok) return illegal('install', stepped);
  const fault = policyFault(await loadPolicyFacts(tx, companyId, appId));
  if (fault !== null) return { kind: 'unwanted', fault };
  const strange = await strangeProjects(tx, companyId, permittedProjectIds);
  if (strange.length > 0) return { kind: 'strange_projects', ids: strange };
  return done(await install(house, tx, origin, companyId, { ...installation, how: 'admin' }));
}

/** Takes a step, if it is legal where the app stands: the change, its audit event and what the app is told, in one unit. */
export async function takeStep(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  installationId: number,
  asked: AskedStep,
): Promise<StepOutcome> {
  const found = await findInstallation(tx, companyId, installationId);
  if (found === undefined) return { kind: 'absent' };
  const stepped = installationMachine.step(found.standing, asked.step);
  if (!stepped.ok) return illegal(asked.step, stepped);
  if ('projectIds' in asked) {
    const strange = await strangeProjects(tx, companyId, asked.projectIds);
    if (strange.length > 0) return { kind: 'strange_projects', ids: strange };
  }
  const unit: Unit = { house, tx, origin, companyId, found, personId: asked.personId };
  switch (asked.step) {
    case 'disconnect':
      await change(unit, { disconnected_at: house.clock.now() });
      await tellPeopleOfDisconnect(house, tx, found);
      return await announced(unit, 'disconnect');
    case 'reconnect':
      await change(unit, { disconnected_at: null });
      return await announced(unit, 'reconnect');
    case 'uninstall':
      await change(unit, { uninstalled_at: house.clock.now(), uninstalled_by: asked.personId });
      await withdrawApproval(house, tx, origin, found);
      return await announced(unit, 'uninstall');
    case 'permit_projects':
      await approveProjects(house, tx, origin, found, asked.projectIds);
      return await announced(unit, 'permit_projects', {
        details: { projects: new Set(asked.projectIds).size },
      });
    case 'update':
      return await update(unit, asked.versionId, asked.projectIds);
    case 'reinstall':
      return await reinstall(unit, asked);
  }
}

interface Unit {
  readonly house: House;
  readonly tx: Writer<Tables>;
  readonly origin: Origin;
  readonly companyId: number;
  readonly found: StoredInstallation;
  readonly personId: number;
}

/** Exactly the version that was seen (rule M4): had another come meanwhile, it would be approved unread. */
async function update(unit: Unit, versionId: number, projectIds: readonly number[]): Promise<StepOutcome> {
  const { tx, found } = unit;
  const latest = await latestVersion(tx, found.environment, found.app.id);
  if (latest === undefined || latest.id !== versionId || versionId === found.versionId)
    return { kind: 'not_latest', versionId, latest: latest ?? null };
  await approve(unit, latest, projectIds);
  return await announced(unit, 'update', { version: latest });
}

/** With the version that was approved before, or with the one that was seen now; in either case it must be on offer. */
async function reinstall(unit: Unit, { versionId, projectIds, answered }: Reinstall): Promise<StepOutcome> {
  const { house, tx, origin, companyId, found, personId } = unit;
  const fault = policyFault(await loadPolicyFacts(tx, companyId, found.app.id));
  if (fault !== null) return { kind: 'unwanted', fault };
  const wanted = versionId ?? found.versionId;
  const latest = (await latestVersion(tx, found.environment, found.app.id)) ?? null;
  const before = wanted === null ? undefined : await findVersion(tx, found.app.id, wanted);
  const stillGood =
    wanted === null || wanted === latest?.id || (versionId === null && before?.status !== 'retired');
  if (!stillGood) return { kind: 'not_latest', versionId: wanted, latest };
  await change(unit, {
    installed_by: personId,
    installed_at: house.clock.now(),
    origin: 'admin',
    disconnected_at: null,
    uninstalled_at: null,
    uninstalled_by: null,
  });
  await approve(unit, before ?? null, projectIds);
  await settlePending(house, tx, origin, companyId, { appId: found.app.id, personId, answered });
  return await announced(unit, 'reinstall', { version: before ?? null });
}

async function approve(
  { house, tx, origin, companyId, found }: Unit,
  version: Version | null,
  permittedProjectIds: readonly number[],
): Promise<void> {
  const approval = { appId: found.app.id, version, permittedProjectIds };
  await approveVersion(house, tx, origin, companyId, found.id, approval);
}

async function change(
  { tx, companyId, found }: Unit,
  values: Parameters<typeof changeInstallation>[3],
): Promise<void> {
  await changeInstallation(tx, companyId, found.id, values);
}

async function announced(
  { house, tx, origin, companyId, found }: Unit,
  step: InstallationStep,
  more: Pick<TakenStep, 'details' | 'version'> = {},
): Promise<StepOutcome> {
  const taken = { step, installationId: found.id, appId: found.app.id, ...more };
  await announceStep(house, tx, origin, companyId, taken);
  return done(found.id);
}
