import fc from 'fast-check';
import type {
  Account,
  App,
  Client,
  Company,
  Consent,
  Entry,
  Item,
  LevelWord,
  Person,
  Project,
  World,
} from './oracle.ts';

/** What fast-check draws: flat and small, so that a counterexample can be read. */
const rarely = fc.integer({ min: 0, max: 7 }).map((drawn) => drawn === 0);
const mostly = rarely.map((drawn) => !drawn);
const sometimes = fc.boolean();
const level = fc.constantFrom<LevelWord>('None', 'Read Only', 'Read Only', 'Standard', 'Standard', 'Admin');
const adminLevel = fc.constantFrom<LevelWord>('None', 'None', 'None', 'Read Only', 'Standard', 'Admin');
const list = <T>(each: fc.Arbitrary<T>, length: number) =>
  fc.array(each, { minLength: length, maxLength: length });

const userCount = 4;
const appCount = 2;
const companyCount = 3;
const projectCount = 2;
/** Users, the contact of the traditional account, and one contact for each app in each company. */
const personCount = userCount + 1 + appCount * companyCount;

const item = fc.record({
  folder: fc.nat({ max: 30 }),
  private: fc.integer({ min: 0, max: 2 }).map((drawn) => drawn === 0),
  readers: fc.array(fc.nat({ max: personCount - 1 }), { maxLength: 4 }),
});
const items = fc.array(item, { minLength: 1, maxLength: 7 });

const project = fc.record({
  team: list(sometimes, personCount),
  documents: list(level, personCount),
  documentsOff: rarely,
  permits: list(sometimes, appCount),
  items,
});

const version = fc.option(
  fc.record({
    forPeople: mostly,
    forItself: fc.option(fc.record({ company: level, project: level }), { freq: 7 }),
  }),
  { freq: 7 },
);

const company = fc.record({
  sandbox: rarely,
  closed: rarely,
  known: list(mostly, personCount),
  left: list(rarely, personCount),
  admin: list(adminLevel, personCount),
  documents: list(level, personCount),
  projects: list(project, projectCount),
  apps: list(
    fc.constantFrom('connected', 'connected', 'connected', 'disconnected', 'uninstalled', null),
    appCount,
  ),
  versions: list(version, appCount),
  allowListOnly: rarely,
  verifiedOnly: rarely,
  listing: list(fc.constantFrom('none', 'none', 'none', 'allowed', 'allowed', 'blocked'), appCount),
  account: list(fc.constantFrom('alive', 'alive', 'alive', 'alive', 'ceased', 'expired', 'absent'), appCount),
  items,
});

export const drawnWorld = fc.record({
  companies: list(company, companyCount),
  deactivated: list(rarely, personCount),
  suspended: list(rarely, appCount),
  verified: list(sometimes, appCount),
  disabled: list(rarely, appCount * 2 + 1),
  consents: list(
    fc.constantFrom('none', 'alive', 'alive', 'alive', 'alive', 'revoked', 'chainDead'),
    userCount * appCount * 2,
  ),
  traditional: fc.record({
    company: fc.nat({ max: companyCount - 1 }),
    ceased: rarely,
    expired: rarely,
    sandbox: rarely,
  }),
});

export type DrawnWorld = typeof drawnWorld extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** From the drawn flags to objects that know each other. */
export function worldFrom(drawn: DrawnWorld): World {
  const people: Person[] = drawn.deactivated.map((deactivated, index) => ({
    name: `person ${index}`,
    machine: index >= userCount,
    deactivated,
  }));
  const apps: App[] = drawn.suspended.map((suspended, index) => ({
    name: `app ${index}`,
    suspended,
    verified: at(drawn.verified, index),
  }));
  const clients: Client[] = apps.flatMap((app, index) =>
    [false, true].map((sandbox) => ({
      name: `${app.name} ${sandbox ? 'sandbox' : 'production'}`,
      app,
      sandbox,
      disabled: drawn.disabled[index * 2 + Number(sandbox)] === true,
    })),
  );
  const companies = drawn.companies.map((each, index) => companyFrom(each, `company ${index}`, people, apps));
  const traditional: Client = {
    name: 'traditional',
    app: null,
    sandbox: drawn.traditional.sandbox,
    disabled: drawn.disabled.at(-1) === true,
  };
  return {
    companies,
    people,
    clients: [...clients, traditional],
    accounts: [
      ...managedAccounts(drawn, companies, clients, people),
      {
        client: traditional,
        company: at(companies, drawn.traditional.company),
        contact: at(people, userCount),
        ceased: drawn.traditional.ceased,
        expired: drawn.traditional.expired,
      },
    ],
    consents: consentsFrom(drawn, people, clients),
  };
}

type DrawnCompany = DrawnWorld['companies'][number];

function companyFrom(
  drawn: DrawnCompany,
  name: string,
  people: readonly Person[],
  apps: readonly App[],
): Company {
  const directory = new Map<Person, Entry>();
  people.forEach((person, index) => {
    if (!at(drawn.known, index)) return;
    directory.set(person, {
      left: at(drawn.left, index),
      admin: at(drawn.admin, index),
      documents: at(drawn.documents, index),
    });
  });
  return {
    name,
    sandbox: drawn.sandbox,
    closed: drawn.closed,
    directory,
    projects: drawn.projects.map((each, index) =>
      projectFrom(each, `${name} project ${index}`, people, apps),
    ),
    apps: new Map(
      apps.flatMap((app, index) => {
        const state = at(drawn.apps, index);
        return state === null ? [] : [[app, { state, version: at(drawn.versions, index) }] as const];
      }),
    ),
    policy: {
      allowListOnly: drawn.allowListOnly,
      verifiedOnly: drawn.verifiedOnly,
      allowed: new Set(apps.filter((_, index) => at(drawn.listing, index) === 'allowed')),
      blocked: new Set(apps.filter((_, index) => at(drawn.listing, index) === 'blocked')),
    },
    items: itemsFrom(drawn.items, name, people),
  };
}

function projectFrom(
  drawn: DrawnCompany['projects'][number],
  name: string,
  people: readonly Person[],
  apps: readonly App[],
): Project {
  return {
    name,
    team: new Set(people.filter((_, index) => at(drawn.team, index))),
    documents: new Map(people.map((person, index) => [person, at(drawn.documents, index)])),
    documentsOff: drawn.documentsOff,
    permits: new Set(apps.filter((_, index) => at(drawn.permits, index))),
    items: itemsFrom(drawn.items, name, people),
  };
}

/** The first is the root; every other lies in one before it, so folders nest as deep as chance has it. */
function itemsFrom(drawn: DrawnCompany['items'], scope: string, people: readonly Person[]): Item[] {
  const made: Item[] = [];
  for (const [index, each] of drawn.entries()) {
    made.push({
      name: `${scope} item ${index}`,
      folder: index === 0 ? null : at(made, each.folder % index),
      private: each.private,
      readers: new Set(each.readers.map((reader) => at(people, reader))),
    });
  }
  return made;
}

/** An account of an app in a company is of the credential for that company's environment. */
function managedAccounts(
  drawn: DrawnWorld,
  companies: readonly Company[],
  clients: readonly Client[],
  people: readonly Person[],
): Account[] {
  return companies.flatMap((place, companyIndex) =>
    at(drawn.companies, companyIndex).account.flatMap((state, appIndex) => {
      if (state === 'absent') return [];
      const client = at(clients, appIndex * 2 + Number(place.sandbox));
      const contact = at(people, userCount + 1 + appIndex * companyCount + companyIndex);
      return [{ client, company: place, contact, ceased: state === 'ceased', expired: state === 'expired' }];
    }),
  );
}

function consentsFrom(drawn: DrawnWorld, people: readonly Person[], clients: readonly Client[]): Consent[] {
  return drawn.consents.flatMap((state, index) => {
    if (state === 'none') return [];
    const person = at(people, Math.floor(index / clients.length));
    const client = at(clients, index % clients.length);
    return [{ person, client, revoked: state === 'revoked', chainDead: state === 'chainDead' }];
  });
}

/** The element at an index that is known to be inside. */
export function at<T>(from: readonly T[], index: number): T {
  const found = from[index];
  if (found === undefined) throw new RangeError(`nothing at ${index} of ${from.length}`);
  return found;
}
