import type { PolicyFault } from '../access/policy-fault.ts';
import { NOT_FOUND } from '../access/refusal.ts';
import type { Version } from '../apps/version-store.ts';
import type { Stepped } from '../lifecycle.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import type { InstallationStanding, InstallationStep } from './installation-machine.ts';

type Refused = Extract<Stepped<InstallationStanding, InstallationStep>, { readonly ok: false }>;

/** What became of a step. Only `done` has changed anything. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly installationId: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'illegal'; readonly step: InstallationStep; readonly stepped: Refused }
  | { readonly kind: 'unwanted'; readonly fault: PolicyFault }
  | { readonly kind: 'strange_projects'; readonly ids: readonly number[] }
  | {
      readonly kind: 'not_latest';
      readonly versionId: number | null;
      /** What is on offer now. */
      readonly latest: Version | null;
    };

export function done(installationId: number): StepOutcome {
  return { kind: 'done', installationId };
}

export function illegal(step: InstallationStep, stepped: Refused): StepOutcome {
  return { kind: 'illegal', step, stepped };
}

/** The wire's answer to every step that was not taken. */
export function refusedStep(outcome: Exclude<StepOutcome, { readonly kind: 'done' }>): RestReply {
  switch (outcome.kind) {
    case 'absent':
      return { status: NOT_FOUND.status, body: { errors: NOT_FOUND.errors } };
    case 'illegal':
      return illegalStep('The app', outcome.step, outcome.stepped);
    case 'unwanted':
      return fieldErrors({ app: [unwanted[outcome.fault]] });
    case 'strange_projects':
      return fieldErrors({
        permitted_project_ids: [`name projects that this company does not have: ${outcome.ids.join(', ')}`],
      });
    case 'not_latest':
      return fieldErrors({ version_id: [notLatest(outcome)] }, 409);
  }
}

const unwanted: Readonly<Record<PolicyFault, string>> = {
  app_blocked: 'is blocked by this company: take it off the block-list of the app policy first',
  app_not_allowed: 'is not on this company’s allow-list: put it there in the app policy first',
  publisher_not_verified: 'has a publisher who is not verified, and the app policy asks for verified ones',
};

function notLatest({ versionId, latest }: Extract<StepOutcome, { readonly kind: 'not_latest' }>): string {
  if (latest === null) return 'names a version that is no longer offered, and no other is';
  if (latest.id === versionId) return 'is the version that is approved already';
  return `is no longer the latest: look at version ${latest.semver} (id ${latest.id}) and approve that one`;
}
