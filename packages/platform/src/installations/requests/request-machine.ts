import { lifecycle } from '../../lifecycle.ts';
import type { InstallationRequestRow } from '../../schema/tables.ts';

export type RequestStatus = InstallationRequestRow['status'];
export type RequestStep = 'approve' | 'deny' | 'withdraw';

/** The life of a member's wish for an app (rule M2): it is answered once. */
export const requestMachine = lifecycle<RequestStatus, RequestStep>({
  pending: { approve: 'approved', deny: 'denied', withdraw: 'withdrawn' },
  approved: {},
  denied: {},
  withdrawn: {},
});
