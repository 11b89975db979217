import type { Reader } from '@gatehouse/database';
import type { RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { findInstallation } from './installation-store.ts';
import { installationView } from './installation-view.ts';
import { refusedStep, type StepOutcome } from './step-outcome.ts';

/** The installation as it stands after the step, or why the step was not taken. */
export async function stepReply(
  tx: Reader<Tables>,
  companyId: number,
  outcome: StepOutcome,
  status: 200 | 201 = 200,
): Promise<RestReply> {
  if (outcome.kind !== 'done') return refusedStep(outcome);
  const stored = await findInstallation(tx, companyId, outcome.installationId);
  if (stored === undefined) throw new Error('The installation of a step that was taken is gone.');
  return { status, body: await installationView(tx, stored) };
}
