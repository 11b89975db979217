import { lifecycle } from '../lifecycle.ts';

export type VerificationState = 'unverified' | 'requested' | 'verified';
export type VerificationStep = 'ask' | 'verify' | 'decline';

/** Whether an operator has checked who publishes an app. Declining a verified publisher takes the badge back. */
export const verificationMachine = lifecycle<VerificationState, VerificationStep>({
  unverified: { ask: 'requested', verify: 'verified' },
  requested: { verify: 'verified', decline: 'unverified' },
  verified: { decline: 'unverified' },
});

export function verificationState(app: {
  readonly publisher_verified_at: number | null;
  readonly verification_requested_at: number | null;
}): VerificationState {
  if (app.publisher_verified_at !== null) return 'verified';
  return app.verification_requested_at === null ? 'unverified' : 'requested';
}
