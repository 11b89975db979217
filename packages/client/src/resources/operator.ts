import type {
  CompulsoryProvider,
  Listing,
  ListingReview,
  OperatorPerson,
  Verification,
  VerificationRequest,
  WaitingDomain,
} from '@gatehouse/wire';
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

  /** The mail domains that companies say are their own, and that nobody has decided about. */
  waitingDomains(): Pages<WaitingDomain> {
    return new Pages(this.#transport, { path: `${path}/identity_domains`, query: { per_page: 100 } });
  }

  async approveDomain(id: number): Promise<void> {
    await this.#transport.json({
      path: `${path}/identity_domains/${id}/approve`,
      method: 'POST',
      body: {},
    });
  }

  async rejectDomain(id: number, reason: string): Promise<void> {
    const body = { reason };
    await this.#transport.json({ path: `${path}/identity_domains/${id}/reject`, method: 'POST', body });
  }

  /** The providers that are the only way in for the people of a company. */
  compulsoryProviders(): Pages<CompulsoryProvider> {
    return new Pages(this.#transport, { path: `${path}/identity_providers`, query: { per_page: 100 } });
  }

  async releaseProvider(id: number): Promise<void> {
    await this.#transport.json({
      path: `${path}/identity_providers/${id}/release`,
      method: 'POST',
      body: {},
    });
  }

  /** Who signs in under an address; undefined where nobody does. */
  async person(email: string): Promise<OperatorPerson | undefined> {
    const found = await this.#transport.json<OperatorPerson[]>({ path: `${path}/people`, query: { email } });
    return found[0];
  }

  /** Signs somebody out everywhere, at once. */
  async endSessions(personId: number): Promise<void> {
    await this.#transport.json({ path: `${path}/people/${personId}/sessions`, method: 'DELETE' });
  }

  /** Keeps somebody out of the whole deployment: sessions and apps are cut off at once. */
  async deactivate(personId: number): Promise<void> {
    await this.#transport.json({ path: `${path}/people/${personId}/deactivate`, method: 'POST', body: {} });
  }

  async reactivate(personId: number): Promise<void> {
    await this.#transport.json({ path: `${path}/people/${personId}/reactivate`, method: 'POST', body: {} });
  }

  reviews(): Pages<ListingReview> {
    return new Pages(this.#transport, { path: `${path}/reviews`, query: { per_page: 100 } });
  }

  decideReview(appId: number, body: { decision: 'approve' | 'reject'; note?: string }): Promise<Listing> {
    return this.#transport.json({ path: `${path}/apps/${appId}/review`, method: 'POST', body });
  }
}
