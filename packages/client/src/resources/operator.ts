import type { Listing, ListingReview, Verification, VerificationRequest } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

const path = '/manage/v1/operator';

/** What waits for whoever runs the deployment. */
export class OperatorResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  verifications(): Pages<VerificationRequest> {
    return new Pages(this.#transport, { path: `${path}/verifications`, query: { per_page: 100 } });
  }

  decideVerification(appId: number, verified: boolean): Promise<Verification> {
    const body = { verified };
    return this.#transport.json({ path: `${path}/apps/${appId}/verification`, method: 'POST', body });
  }

  reviews(): Pages<ListingReview> {
    return new Pages(this.#transport, { path: `${path}/reviews`, query: { per_page: 100 } });
  }

  decideReview(appId: number, body: { decision: 'approve' | 'reject'; note?: string }): Promise<Listing> {
    return this.#transport.json({ path: `${path}/apps/${appId}/review`, method: 'POST', body });
  }
}
