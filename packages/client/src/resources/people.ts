import type {
  Invitation,
  PeopleImport,
  PeopleQuery,
  Person,
  PersonCreateBody,
  PersonExtended,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** Everybody in a company's directory, contacts who cannot sign in included. */
export class PeopleResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, query: PeopleQuery = {}): Pages<PersonExtended> {
    const path = `/rest/v1.0/companies/${companyId}/people`;
    return new Pages(this.#transport, { path, query: { ...query, view: 'extended' }, companyId });
  }

  /** A contact: somebody who is known here and cannot sign in. */
  create(companyId: number, person: PersonCreateBody['person']): Promise<Person> {
    const path = `/rest/v1.0/companies/${companyId}/people`;
    return this.#transport.json({ path, method: 'POST', body: { person }, companyId });
  }

  /** A dry run writes nothing and says what would be written, line by line. */
  import(
    companyId: number,
    csv: string,
    { dryRun, invite }: { readonly dryRun: boolean; readonly invite: boolean },
  ): Promise<PeopleImport> {
    const body = { import: { csv, dry_run: dryRun, invite } };
    return this.#transport.json({ path: `${manage(companyId)}/people/import`, method: 'POST', body });
  }

  /** Signs somebody who is of this company alone out everywhere, at once. */
  async endSessions(companyId: number, personId: number): Promise<void> {
    await this.#transport.json({
      path: `${manage(companyId)}/people/${personId}/sessions`,
      method: 'DELETE',
    });
  }

  /** Those who were asked by e-mail and have not set a password yet. */
  invitations(companyId: number, query: { page?: number; per_page?: number } = {}): Pages<Invitation> {
    return new Pages(this.#transport, { path: `${manage(companyId)}/invitations`, query });
  }

  /** The e-mail once more, with a new link; the old one is dead. */
  async inviteAgain(companyId: number, personId: number): Promise<void> {
    await this.#transport.send({ path: invitation(companyId, personId), method: 'POST' });
  }

  async withdrawInvitation(companyId: number, personId: number): Promise<void> {
    await this.#transport.json({ path: invitation(companyId, personId), method: 'DELETE' });
  }
}

function manage(companyId: number): string {
  return `/manage/v1/companies/${companyId}`;
}

function invitation(companyId: number, personId: number): string {
  return `${manage(companyId)}/people/${personId}/invitation`;
}
