import { fieldErrors, type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import type { Placement } from './placement.ts';

/** What the wire says where an item may not go. */
export function placementReply(placement: Exclude<Placement, { kind: 'free' }>): RestReply | Refused {
  if (placement.kind === 'refused') return refuse(placement.reason);
  return fieldErrors({ [placement.field]: [placement.message] });
}
