/**
 * The access rules a second time, slow and plain: a world of objects that know each other, and a walk through them
 * in the words of the design. Tests hold `decide` and the listings against it; nothing else may import it.
 */

export type LevelWord = 'None' | 'Read Only' | 'Standard' | 'Admin';

/** The granular permissions of a project, in the words that people read. */
export type Permit = 'set permissions' | 'delete' | 'access private' | 'move and copy';

export interface World {
  readonly companies: readonly Company[];
  readonly people: readonly Person[];
  readonly clients: readonly Client[];
  readonly accounts: readonly Account[];
  readonly consents: readonly Consent[];
}

export interface Person {
  readonly name: string;
  readonly machine: boolean;
  readonly deactivated: boolean;
}

export interface Company {
  readonly name: string;
  readonly sandbox: boolean;
  readonly closed: boolean;
  readonly directory: Map<Person, Entry>;
  readonly projects: readonly Project[];
  readonly companyTemplates: readonly Template[];
  readonly projectTemplates: readonly Template[];
  readonly groups: readonly Group[];
  readonly apps: Map<App, Installed>;
  readonly policy: Policy;
  readonly items: readonly Item[];
}

export interface Installed {
  readonly state: 'connected' | 'disconnected' | 'uninstalled';
  /** The version whose permissions were approved; none for an app that came without one. */
  readonly version: Version | null;
}

/** What an app asked for: to act for people, and for itself with these levels on the Documents tools. */
export interface Version {
  readonly forPeople: boolean;
  readonly forItself: { readonly company: LevelWord; readonly project: LevelWord } | null;
}

export interface Policy {
  readonly allowListOnly: boolean;
  readonly verifiedOnly: boolean;
  readonly allowed: ReadonlySet<App>;
  readonly blocked: ReadonlySet<App>;
}

/** What it says about a tool may be nothing, and then it says None. */
export interface Template {
  readonly name: string;
  admin: LevelWord | null;
  documents: LevelWord | null;
  permits: ReadonlySet<Permit>;
}

export interface Group {
  readonly name: string;
  readonly members: Set<Person>;
}

/** What a company has written down about a person, who may have left since. Levels set by hand outdo the template. */
export interface Entry {
  readonly left: boolean;
  admin: LevelWord | null;
  documents: LevelWord | null;
  template: Template | null;
}

export interface Project {
  readonly name: string;
  /** Who is in it, holding which template. */
  readonly team: Map<Person, Template | null>;
  /** Set by hand. */
  readonly documents: Map<Person, LevelWord>;
  readonly permitsOf: Map<Person, ReadonlySet<Permit>>;
  documentsOff: boolean;
  archived: boolean;
  readonly permits: ReadonlySet<App>;
  readonly items: readonly Item[];
}

export interface Item {
  readonly name: string;
  folder: Item | null;
  private: boolean;
  readonly readers: ReadonlySet<Person>;
  readonly groups: ReadonlySet<Group>;
  readonly maker: Person;
  /** Nobody but its maker has said who may see it. */
  kept: boolean;
}

export interface App {
  readonly name: string;
  readonly suspended: boolean;
  readonly verified: boolean;
}

export interface Client {
  readonly name: string;
  /** None for the client of a traditional service account. */
  readonly app: App | null;
  readonly sandbox: boolean;
  readonly disabled: boolean;
}

export interface Account {
  readonly client: Client;
  readonly company: Company;
  readonly contact: Person;
  readonly ceased: boolean;
  readonly expired: boolean;
}

export interface Consent {
  readonly person: Person;
  readonly client: Client;
  readonly revoked: boolean;
  readonly chainDead: boolean;
  /** Where the person does not want the app to be. */
  readonly leftOut: Set<Company>;
}

export type Badge =
  | { readonly kind: 'session'; readonly person: Person; readonly ended: boolean }
  | ({ readonly kind: 'consent'; readonly consent: Consent } & TokenState)
  | ({ readonly kind: 'own'; readonly client: Client } & TokenState);

interface TokenState {
  readonly tokenRevoked: boolean;
  readonly beforeReset: boolean;
}

/** A question about the Documents tool. `nowhere` names something by an id that nothing has. */
export interface Ask {
  readonly badge: Badge;
  readonly company: Company | 'nowhere';
  readonly project: Project | 'nowhere' | 'none';
  /** A level of the tool, or one action. */
  readonly want: { readonly level: LevelWord } | { readonly action: string };
  /** It is about changing something. */
  readonly changes: boolean;
  readonly single: boolean;
  readonly item: Item | 'nowhere' | 'unasked';
}

export type Verdict = 'allowed' | '401' | '403' | '403 not connected' | '404';

export function oracle(world: World, ask: Ask): Verdict {
  const { badge, company } = ask;
  const client =
    badge.kind === 'session' ? null : badge.kind === 'consent' ? badge.consent.client : badge.client;

  // Is the badge itself good?
  if (badge.kind === 'session' && badge.ended) return '401';
  if (badge.kind !== 'session' && (badge.tokenRevoked || badge.beforeReset)) return '401';
  if (client?.disabled || client?.app?.suspended) return '401';
  if (badge.kind === 'consent' && (badge.consent.revoked || badge.consent.chainDead)) return '401';

  // Who is it?
  let person: Person;
  if (badge.kind === 'session') person = badge.person;
  else if (badge.kind === 'consent') person = badge.consent.person;
  else {
    const accounts = world.accounts.filter((account) => account.client === badge.client);
    const here = accounts.find((account) => account.company === company);
    if (badge.client.app === null && accounts.every((account) => account.ceased || account.expired))
      return '401';
    if (here === undefined) return badge.client.app === null ? '404' : '403 not connected';
    if (here.ceased || here.expired) return '401';
    person = here.contact;
  }
  if (person.deactivated) return '401';

  // Are they in this company, and is their app?
  if (company === 'nowhere') return '404';
  const entry = company.directory.get(person);
  if (entry === undefined || entry.left) return '404';
  if (badge.kind === 'consent' && badge.consent.leftOut.has(company)) return '404';
  if (client !== null && client.sandbox !== company.sandbox) return '404';
  if (company.closed) return '403';
  let most: Version['forItself'] = null;
  if (client !== null && client.app !== null) {
    const installed = company.apps.get(client.app);
    if (installed?.state !== 'connected' || !wanted(company.policy, client.app)) return '403 not connected';
    const { version } = installed;
    if (badge.kind === 'consent' && version !== null && !version.forPeople) return '403 not connected';
    if (badge.kind === 'own' && version?.forItself == null) return '403 not connected';
    if (badge.kind === 'own') most = version?.forItself ?? null;
  }

  // Are they in this project, and is their app?
  const admin = (entry.admin ?? entry.template?.admin) === 'Admin' && !person.machine;
  let level = entry.documents ?? entry.template?.documents ?? 'None';
  let permits: ReadonlySet<Permit> = new Set();
  let items = company.items;
  if (ask.project !== 'none') {
    const { project } = ask;
    if (project === 'nowhere' || !company.projects.includes(project)) return '404';
    const managed = badge.kind === 'own' && client?.app ? client.app : null;
    if (managed !== null && !project.permits.has(managed)) return '403';
    if (!admin && !project.team.has(person)) return '403';
    if (project.documentsOff || (project.archived && ask.changes)) return '403';
    const template = project.team.get(person);
    level = project.documents.get(person) ?? template?.documents ?? 'None';
    if (managed === null) permits = project.permitsOf.get(person) ?? template?.permits ?? permits;
    items = project.items;
  }
  if (admin) level = 'Admin';
  if (most !== null) level = lower(level, ask.project === 'none' ? most.company : most.project);

  // Is their level enough, and can they see the item?
  if (level === 'None') return ask.single ? '404' : '403';
  const where = ask.project === 'none' ? 'company' : 'project';
  const { want } = ask;
  const may = (mine: boolean) =>
    'level' in want ? rank(level) >= rank(want.level) : acts(where, level, permits, want.action, mine);
  if (!may(true)) return '403';
  if (ask.item === 'unasked') return 'allowed';
  if (ask.item === 'nowhere' || !items.includes(ask.item)) return '404';
  if (!permits.has('access private') && !sees(person, level, ask.item)) return '404';
  return may(ask.item.maker === person) ? 'allowed' : '403';
}

/** The two tables of who may do what, in a project and in a company. */
function acts(
  where: 'project' | 'company',
  level: LevelWord,
  permits: ReadonlySet<Permit>,
  action: string,
  mine: boolean,
): boolean {
  if (level === 'Admin') return true;
  const project = where === 'project';
  switch (action) {
    case 'view':
    case 'download':
    case 'track':
      return true;
    case 'send':
    case 'check_out':
    case 'create_folder':
    case 'create_file':
    case 'create_version':
      return level === 'Standard';
    case 'rename':
      return level === 'Standard' && mine;
    case 'move':
    case 'copy':
      return project && permits.has('move and copy');
    case 'delete':
      return project && permits.has('delete');
    case 'set_private':
      return project ? permits.has('set permissions') : level === 'Standard' && mine;
    case 'set_readers':
      return project && permits.has('set permissions');
    case 'read_private':
      return project && permits.has('access private');
    default:
      return false;
  }
}

function wanted(policy: Policy, app: App): boolean {
  if (policy.blocked.has(app)) return false;
  if (policy.allowListOnly && !policy.allowed.has(app)) return false;
  return !policy.verifiedOnly || app.verified;
}

function lower(one: LevelWord, other: LevelWord): LevelWord {
  return rank(one) < rank(other) ? one : other;
}

function sees(person: Person, level: LevelWord, item: Item): boolean {
  if (level === 'Admin') return true;
  if (item.private && !named(person, item)) {
    const keeps = item.kept && item.maker === person && level === 'Standard';
    if (!keeps) return false;
  }
  return item.folder === null || sees(person, level, item.folder);
}

function named(person: Person, item: Item): boolean {
  return item.readers.has(person) || [...item.groups].some((group) => group.members.has(person));
}

function rank(level: LevelWord): number {
  return ['None', 'Read Only', 'Standard', 'Admin'].indexOf(level);
}
