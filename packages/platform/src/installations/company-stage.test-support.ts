import assert from 'node:assert/strict';
import type { AppVersion, AppVersionPromoted, Installation, Manifest } from '@gatehouse/wire';
import {
  type PortalStage,
  type Reply,
  registered,
  saved,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { answerConsent, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';

/** The demo's company with an admin and members, a second company, and a developer with apps in production. */
export interface CompanyStage extends PortalStage {
  readonly developer: Visitor;
  readonly admin: Visitor;
  readonly companyId: number;
  readonly otherCompanyId: number;
  /** /manage/v1/companies/{id} */
  readonly base: string;
  projectId(name: string): number;
  /** An app whose first version is in production. */
  publish(name: string, manifest?: Manifest): Promise<PublishedApp>;
  install(app: PublishedApp, projectIds?: readonly number[]): Promise<Installation>;
  /** A call of the REST API with a token. */
  rest(token: string, path: string, node?: string): Promise<Reply>;
  /** A token of the app itself. */
  tokenOf(app: PublishedApp): Promise<string>;
  /** A pair of tokens in the name of somebody of the demo, by a real Allow. */
  allow(app: PublishedApp, person: string): Promise<{ accessToken: string; refreshToken: string }>;
  audited(event: string, appId: number): Promise<number>;
  /** What the app was told of itself in the company. */
  toldTo(app: PublishedApp): Promise<string[]>;
}

export interface PublishedApp {
  readonly id: number;
  readonly path: string;
  readonly version: AppVersion;
  readonly clientId: string;
  readonly clientSecret: string;
}

export const forPeople: Manifest = manifestOf(true, null);

export function manifestOf(userLevel: boolean, account: Manifest['components']['service_account']): Manifest {
  return {
    components: { user_level: userLevel, service_account: account },
    instructions: '',
    post_installation_notes: 'Open the app.',
  };
}

const readsProjects = manifestOf(true, { company: {}, project: { documents: 'Read Only' } });
export const writesProjects = manifestOf(true, { company: {}, project: { documents: 'Standard' } });

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export async function setCompanyStage(
  settings: Parameters<typeof setPortalStage>[0] = {},
): Promise<CompanyStage> {
  const portal = await setPortalStage(settings);
  const { platform } = portal;
  const { demo, house, url } = platform;
  const [company, other] = demo.companies.filter(({ environment }) => environment === 'production');
  assert.ok(company && other);
  const base = `/manage/v1/companies/${company.id}`;
  const developer = await portal.newcomer('Developer');
  const admin = await portal.visitor('Ana Torres');
  const browsers = new Map<string, Promise<FormBrowser>>();

  const browserOf = (name: string) => {
    const person = demo.people.find((each) => each.name === name);
    assert.ok(person, name);
    const browser = browsers.get(name) ?? signInByForm(url, person);
    browsers.set(name, browser);
    return browser;
  };
  const credentials = ({ clientId, clientSecret }: PublishedApp) => ({
    client_id: clientId,
    client_secret: clientSecret,
  });

  return {
    ...portal,
    developer,
    admin,
    companyId: company.id,
    otherCompanyId: other.id,
    base,
    projectId(name) {
      const project = company.projects.find((each) => each.name === name);
      assert.ok(project, name);
      return project.id;
    },
    async publish(name, manifest = readsProjects) {
      const { app, path } = await registered(developer, name);
      const { version, credentials: made } = await promoted(developer, path, '1.0.0', manifest);
      assert.ok(made);
      const uris = { redirect_uris: [outOfBand] };
      const put = await developer.call('PUT', `${path}/clients/production/redirect_uris`, uris);
      assert.equal(put.status, 200, JSON.stringify(put.body));
      const { client_id: clientId, client_secret: clientSecret } = made;
      return { id: app.id, path, version, clientId, clientSecret };
    },
    async install(app, projectIds = []) {
      const { status, body } = await admin.call<Installation>('POST', `${base}/installations`, {
        version_key: app.version.production_key,
        permitted_project_ids: projectIds,
      });
      assert.equal(status, 201, JSON.stringify(body));
      return body;
    },
    async rest(token, path, node = url) {
      const response = await fetch(new URL(path, node), { headers: { authorization: `Bearer ${token}` } });
      const body = (await response.json()) as Record<string, unknown>;
      return { status: response.status, body, headers: response.headers };
    },
    async tokenOf(app) {
      const { status, body } = await portal.token({ grant_type: 'client_credentials', ...credentials(app) });
      assert.equal(status, 200, JSON.stringify(body));
      return String(body.access_token);
    },
    async allow(app, person) {
      const query = { response_type: 'code', client_id: app.clientId, redirect_uri: outOfBand };
      const path = `/oauth/authorize?${new URLSearchParams(query)}`;
      const location = await answerConsent(await browserOf(person), path);
      const code = decodeURIComponent(new URL(location, url).pathname.split('/').at(-1) ?? '');
      const { status, body } = await portal.token({
        grant_type: 'authorization_code',
        ...credentials(app),
        code,
        redirect_uri: outOfBand,
      });
      assert.equal(status, 200, JSON.stringify(body));
      return { accessToken: String(body.access_token), refreshToken: String(body.refresh_token) };
    },
    async audited(event, appId) {
      const rows = await house.database.read((tx) =>
        tx.selectFrom('audit_events').select(['event', 'subject', 'details']).execute(),
      );
      const about = (row: (typeof rows)[number]) =>
        row.subject === `app:${appId}` || JSON.parse(row.details).app_id === appId;
      return rows.filter((row) => row.event === event && about(row)).length;
    },
    async toldTo({ id }) {
      const rows = await house.database.read((tx) =>
        tx
          .selectFrom('app_events')
          .select('event')
          .where('app_id', '=', id)
          .where('company_id', '=', company.id)
          .orderBy('id')
          .execute(),
      );
      return rows.map(({ event }) => event);
    },
  };
}

/** Saves a version and promotes it. */
export async function promoted(
  developer: Visitor,
  path: string,
  semver: string,
  manifest: Manifest = readsProjects,
): Promise<AppVersionPromoted> {
  const { id } = await saved(developer, path, semver, manifest);
  const { status, body } = await developer.call<AppVersionPromoted>(
    'POST',
    `${path}/versions/${id}/promote`,
    { release_notes: `What is new in ${semver}.` },
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
