import type {
  AppClient,
  AppClientKey,
  ClientPolicy,
  ClientPolicyChange,
  NewClientSecret,
} from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

type Environment = AppClient['environment'];

/** The credentials of an app, one client for each environment. */
export class AppClientsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(appId: number): Promise<AppClient[]> {
    return this.#transport.json({ path: `/manage/v1/apps/${appId}/clients` });
  }

  /** Replaces the whole list. */
  setRedirectUris(appId: number, environment: Environment, uris: readonly string[]): Promise<AppClient> {
    const path = `${pathOf(appId, environment)}/redirect_uris`;
    return this.#transport.json({ path, method: 'PUT', body: { redirect_uris: uris } });
  }

  /** Which grants the app uses, and what it asks of the authorization server for its own good. */
  policy(appId: number, environment: Environment): Promise<ClientPolicy> {
    return this.#transport.json({ path: `${pathOf(appId, environment)}/policy` });
  }

  /** What is left out stays; a list is replaced whole. It binds on the next request. */
  changePolicy(appId: number, environment: Environment, change: ClientPolicyChange): Promise<ClientPolicy> {
    const path = `${pathOf(appId, environment)}/policy`;
    return this.#transport.json({ path, method: 'PATCH', body: change });
  }

  /** A second secret; the old one works until its deadline. The only time that the new one is shown. */
  addSecret(
    appId: number,
    environment: Environment,
    deadline: { old_expires_at: string } | { expire_old_in_seconds: number },
  ): Promise<NewClientSecret> {
    const path = `${pathOf(appId, environment)}/secrets`;
    return this.#transport.json({ path, method: 'POST', body: deadline });
  }

  async removeSecret(appId: number, environment: Environment, id: string): Promise<void> {
    const path = `${pathOf(appId, environment)}/secrets/${encodeURIComponent(id)}`;
    await this.#transport.json({ path, method: 'DELETE' });
  }

  /** The public keys by which the client may authenticate with `private_key_jwt`. */
  listKeys(appId: number, environment: Environment): Promise<AppClientKey[]> {
    return this.#transport.json({ path: `${pathOf(appId, environment)}/keys` });
  }

  /** Registers a public JWK. */
  addKey(
    appId: number,
    environment: Environment,
    jwk: Readonly<Record<string, unknown>>,
  ): Promise<AppClientKey> {
    return this.#transport.json({
      path: `${pathOf(appId, environment)}/keys`,
      method: 'POST',
      body: { jwk },
    });
  }

  async removeKey(appId: number, environment: Environment, kid: string): Promise<void> {
    const path = `${pathOf(appId, environment)}/keys/${encodeURIComponent(kid)}`;
    await this.#transport.json({ path, method: 'DELETE' });
  }
}

function pathOf(appId: number, environment: Environment): string {
  return `/manage/v1/apps/${appId}/clients/${environment}`;
}
