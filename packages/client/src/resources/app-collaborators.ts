import type { Collaborator, CollaboratorRole } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

/** The people who work on an app. */
export class AppCollaboratorsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(appId: number): Promise<Collaborator[]> {
    return this.#transport.json({ path: pathOf(appId) });
  }

  /** Adds somebody, or gives one who is there already another role. */
  put(appId: number, email: string, role: CollaboratorRole): Promise<Collaborator> {
    return this.#transport.json({ path: pathOf(appId), method: 'POST', body: { email, role } });
  }

  async remove(appId: number, personId: number): Promise<void> {
    await this.#transport.json({ path: `${pathOf(appId)}/${personId}`, method: 'DELETE' });
  }
}

function pathOf(appId: number): string {
  return `/manage/v1/apps/${appId}/collaborators`;
}
