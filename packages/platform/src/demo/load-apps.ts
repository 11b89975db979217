import { createApp, createClient } from '../apps/create-app.ts';
import { emptyListing, putListing } from '../apps/listing-store.ts';
import { saveVersion } from '../apps/save-version.ts';
import { promoteVersion } from '../apps/version-steps.ts';
import type { Version } from '../apps/version-store.ts';
import { record } from '../audit/audit.ts';
import { addProjectMember } from '../directory/members.ts';
import { setProjectLevel } from '../directory/tool-levels.ts';
import { createSubscription } from '../events/create-subscription.ts';
import { install } from '../installations/install.ts';
import { askFor } from '../installations/requests/ask.ts';
import type { Environment } from '../schema/tables.ts';
import { createServiceAccount } from '../service-accounts/create-service-account.ts';
import { apps, type CastApp, installationRequest, serviceAccounts } from './cast-apps.ts';
import type { DemoApp, DemoServiceAccount } from './demo-file.ts';
import { companyOf, keeperOf, type LoadedCompany, origin, personId, type Stage } from './stage.ts';

/** The apps as their developer has built them, in the companies that have installed them. */
export async function loadApps(stage: Stage, loaded: readonly LoadedCompany[]): Promise<DemoApp[]> {
  const { house, tx } = stage;
  const developerId = personId(stage, 'devon');
  const sandboxCompanyId = companyOf(loaded, 'brightside').id;
  const clients: DemoApp[] = [];
  const appIds = new Map<string, number>();
  for (const cast of apps) {
    const { name, description, publisher, publisherVerified = false } = cast;
    const profile = { name, description, publisher, publisherVerified, developerId, sandboxCompanyId };
    const { id: appId } = await createApp(house, tx, origin, profile);
    appIds.set(name, appId);
    const [production, sandbox] = [
      await clientOf(stage, appId, cast, 'production'),
      await clientOf(stage, appId, cast, 'sandbox'),
    ];
    const version = await release(stage, appId, cast, developerId);
    if (cast.listing !== undefined) await list(stage, appId, cast.listing);
    for (const [company, projects] of Object.entries(cast.installedIn))
      await installIn(stage, companyOf(loaded, company), appId, version, projects);
    clients.push({ ...production, ...(await listen(stage, appId, cast, developerId)) }, sandbox);
  }
  const { company, person, app, reason } = installationRequest;
  const wish = {
    appId: appIds.get(app) ?? 0,
    personId: personId(stage, person),
    reason,
    implicit: false,
  };
  const asked = await askFor(house, tx, origin, companyOf(loaded, company).id, wish);
  if (asked.kind !== 'asked') throw new Error(`The demo may not ask for ${app}: ${asked.kind}.`);
  return clients;
}

async function clientOf(
  { house, tx }: Stage,
  appId: number,
  { name, grantTypes, redirectUris }: CastApp,
  environment: Environment,
): Promise<DemoApp> {
  const client = { appId, environment, grantTypes, redirectUris };
  const { clientId, clientSecret = '' } = await createClient(house, tx, origin, client);
  return { name, clientId, clientSecret, environment, redirectUris };
}

/** Once it is installed: the events of the demo's making are nobody's news. */
async function listen(
  { house, tx }: Stage,
  appId: number,
  { eventsAt }: CastApp,
  createdBy: number,
): Promise<Pick<DemoApp, 'eventsSecret'>> {
  const { demoLinkUrl } = house.settings;
  if (demoLinkUrl === undefined || eventsAt === undefined) return {};
  const { href: url } = new URL(eventsAt, demoLinkUrl);
  const wanted = { appId, environment: 'production', url, documents: true, createdBy } as const;
  const { secret } = await createSubscription(house, tx, origin, wanted);
  return { eventsSecret: secret };
}

async function release(
  { house, tx }: Stage,
  appId: number,
  { name, version: { semver, manifest, releaseNotes } }: CastApp,
  developerId: number,
): Promise<Version> {
  const saved = await saveVersion(house, tx, origin, appId, { semver, manifest, personId: developerId });
  if (saved.kind !== 'saved') throw new Error(`${name} ${semver}: ${saved.message}`);
  const promoted = await promoteVersion(house, tx, origin, saved.version, releaseNotes);
  if (promoted.kind !== 'promoted') throw new Error(`${name} ${semver} may not be promoted.`);
  return promoted.version;
}

/** In the marketplace, as after its review by an operator. */
async function list(stage: Stage, appId: number, texts: NonNullable<CastApp['listing']>): Promise<void> {
  const { house, tx } = stage;
  const now = house.clock.now();
  const decided = { status: 'approved', submitted_at: now, decided_at: now } as const;
  const decided_by = personId(stage, 'olivia');
  await putListing(tx, appId, { ...emptyListing, ...texts, ...decided, decided_by });
  const subject = `app:${appId}`;
  await record(house, tx, origin, { event: 'app.listing_changed', subject });
  await record(house, tx, origin, { event: 'app.listing_submitted', subject });
  const details = { decision: 'approve', note: null };
  await record(house, tx, origin, { event: 'app.listing_decided', subject, details });
}

async function installIn(
  stage: Stage,
  { id: companyId, cast, projects }: LoadedCompany,
  appId: number,
  version: Version,
  permitted: readonly string[],
): Promise<void> {
  await install(stage.house, stage.tx, origin, companyId, {
    appId,
    personId: keeperOf(stage, cast),
    how: 'admin',
    version,
    permittedProjectIds: projects.filter(({ name }) => permitted.includes(name)).map(({ id }) => id),
  });
}

export async function loadServiceAccounts(
  stage: Stage,
  loaded: readonly LoadedCompany[],
): Promise<DemoServiceAccount[]> {
  const { house, tx } = stage;
  const accounts: DemoServiceAccount[] = [];
  for (const { name, company, documents } of serviceAccounts) {
    const { id: companyId, cast, projects } = companyOf(loaded, company);
    const account = { companyId, name, createdBy: keeperOf(stage, cast) };
    const { personId, clientId, clientSecret } = await createServiceAccount(house, tx, origin, account);
    for (const { id: projectId, name: project } of projects) {
      const level = documents[project];
      if (level === undefined) continue;
      await addProjectMember(house, tx, origin, companyId, { projectId, personId });
      await setProjectLevel(house, tx, origin, companyId, { projectId, personId, tool: 'documents', level });
    }
    accounts.push({ name, companyId, clientId, clientSecret });
  }
  return accounts;
}
