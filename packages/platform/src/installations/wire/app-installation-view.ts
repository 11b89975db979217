import type { Reader } from '@gatehouse/database';
import type { AppInstallation, AppInstallationShow } from '@gatehouse/wire';
import { latestVersion } from '../../apps/version-store.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import type { StoredInstallation } from '../installation-store.ts';
import { approvedVersion, availableUpdate } from '../installation-view.ts';
import {
  type AppOnTheWire,
  findAppOnTheWire,
  findPersonOnTheWire,
  type PersonOnTheWire,
} from './app-installation-store.ts';

/** The list item of GET /rest/v1.0/app_installations: every field is always sent. */
export async function appInstallationView(
  tx: Reader<Tables>,
  stored: StoredInstallation,
): Promise<AppInstallation> {
  const onTheWire = await findAppOnTheWire(tx, stored);
  const approved = await approvedVersion(tx, stored);
  const update = await availableUpdate(tx, stored, approved);
  const { uninstalledBy, uninstalledAt } = stored;
  const person = async (id: number) => installerView(await personOf(tx, stored.companyId, id), onTheWire);
  return {
    id: stored.id,
    app_uid: onTheWire.clientId,
    components: [{ type: 'oauth' }],
    status: statusOf(stored),
    semantic_version: approved?.semver ?? null,
    installed_at: timestamp(stored.installedAt),
    uninstalled_at: uninstalledAt === null ? null : timestamp(uninstalledAt),
    installer: await person(stored.installedBy.id),
    uninstaller: uninstalledBy === null ? null : await person(uninstalledBy.id),
    updatable_app_version_id: update === null ? null : versionUuid(update.version.id),
    developer_app: await developerApp(tx, stored, onTheWire),
    agentic: false,
    pending_operation_id: null,
  };
}

/** GET /rest/v1.0/app_installations/{id}. */
export async function appInstallationShow(
  tx: Reader<Tables>,
  stored: StoredInstallation,
): Promise<AppInstallationShow> {
  const onTheWire = await findAppOnTheWire(tx, stored);
  const approved = await approvedVersion(tx, stored);
  const { uninstalledBy, uninstalledAt } = stored;
  return {
    id: stored.id,
    app_uid: onTheWire.clientId,
    app_version_id: approved === null ? null : versionUuid(approved.id),
    status: statusOf(stored),
    installed_by: (await personOf(tx, stored.companyId, stored.installedBy.id)).login,
    installed_at: timestamp(stored.installedAt),
    uninstalled_at: uninstalledAt === null ? null : timestamp(uninstalledAt),
    uninstalled_by:
      uninstalledBy === null ? null : (await personOf(tx, stored.companyId, uninstalledBy.id)).login,
    manifest: approved === null ? {} : { ...approved.manifest },
    manifest_url: null,
    post_installation_instruction: {
      page: null,
      notes: approved?.manifest.post_installation_notes || null,
    },
    developer_app: await developerApp(tx, stored, onTheWire),
    components: [{ type: 'oauth' }],
  };
}

/** Who did something in the company; whoever is in its directory no more is told by number alone. */
async function personOf(tx: Reader<Tables>, companyId: number, id: number): Promise<PersonOnTheWire> {
  const found = await findPersonOnTheWire(tx, companyId, id);
  return found ?? { id, login: '', name: '', active: false };
}

async function developerApp(
  tx: Reader<Tables>,
  { app, environment }: StoredInstallation,
  { clientId, createdAt, listing }: AppOnTheWire,
): Promise<AppInstallation['developer_app']> {
  const published = await latestVersion(tx, environment, app.id);
  return {
    id: app.id,
    uid: clientId,
    name: app.name,
    internal_name: app.name,
    app_type: 'external',
    connectable: true,
    internal: false,
    description: app.description,
    thumbnail_url: null,
    marketplace_app_url: null,
    published_app_version_id: published === undefined ? null : versionUuid(published.id),
    marketplace_app: listing && {
      id: uuid('2', app.id),
      public_name: app.name,
      built_by: app.publisher,
      about: listing.about,
      description: listing.tagline,
      approval_state: 'approved',
      state: 'published',
      live: true,
      costs_money: false,
      version: published?.semver ?? null,
      support_email: listing.supportEmail,
      website_link: listing.website === null ? null : { url: listing.website, label: listing.website },
      helpful_links: [],
      feature_bullets: [],
      requirements: [],
      pictures: [],
      videos: [],
      how_it_works: null,
      small_logo_url: null,
      created_at: timestamp(createdAt),
      updated_at: timestamp(listing.decidedAt),
    },
  };
}

function installerView(
  { id, login, name, active }: PersonOnTheWire,
  { companyName }: AppOnTheWire,
): AppInstallation['installer'] {
  return { id, login, name, is_active: active, contact_id: id, company_name: companyName };
}

/** Disconnected is no status on the wire: such an app is installed, and its calls are refused. */
function statusOf({ standing }: StoredInstallation): AppInstallation['status'] {
  return standing === 'uninstalled' ? 'uninstalled' : 'installed';
}

/** Clients of the wire expect a UUID where we count: RFC 9562 section 5.8 leaves its bits to the application. */
function versionUuid(id: number): string {
  return uuid('1', id);
}

function uuid(kind: '1' | '2', id: number): string {
  return `00000000-0000-8000-8000-${kind}${id.toString(16).padStart(11, '0')}`;
}
