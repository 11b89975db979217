import fc from 'fast-check';
import type {
  Account,
  App,
  Client,
  Company,
  Consent,
  Entry,
  LevelWord,
  Person,
  Project,
  Template,
  World,
} from './oracle.ts';
import { drawnItems, groupsFrom, itemsFrom } from './random-items.test-support.ts';
import { at, drawnPermits, permitsFrom } from './random-permits.test-support.ts';

/** What fast-check draws: flat and small, so that a counterexample can be read. */
const rarely = fc.integer({ min: 0, max: 19 }).map((drawn) => drawn === 5);
const mostly = rarely.map((drawn) => !drawn);
const sometimes = fc.boolean();
const mostlyIt = <const T>(usual: T, ...others: T[]) =>
  fc.constantFrom(...others, ...Array<T>(others.length * 3).fill(usual));
const level = fc.constantFrom<LevelWord>('None', 'Read Only', 'Read Only', 'Standard', 'Standard', 'Admin');
const adminLevel = fc.constantFrom<LevelWord>('None', 'None', 'None', 'Read Only', 'Standard', 'Admin');
const list = <T>(each: fc.Arbitrary<T>, length: number) =>
  fc.array(each, { minLength: length, maxLength: length });

const userCount = 4;
const appCount = 2;
const companyCount = 3;
const projectCount = 2;
const templateCount = 3;
const groupCount = 2;
/** Users, the contact of the traditional account, and one contact for each app in each company. */
const personCount = userCount + 1 + appCount * companyCount;

const items = drawnItems(personCount, groupCount);
const heldTemplate = fc.option(fc.nat({ max: templateCount - 1 }), { freq: 4 });
const byHand = fc.option(level, { freq: 2 });

const project = fc.record({
  team: list(sometimes, personCount),
  templates: list(heldTemplate, personCount),
  documents: list(byHand, personCount),
  permitsOf: list(fc.option(drawnPermits, { freq: 2 }), personCount),
  documentsOff: rarely,
  archived: rarely,
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

const template = fc.record({
  admin: fc.option(adminLevel, { freq: 3 }),
  documents: fc.option(level, { freq: 5 }),
  permits: drawnPermits,
});

const company = fc.record({
  sandbox: sometimes,
  closed: rarely,
  known: list(mostly, personCount),
  left: list(rarely, personCount),
  admin: list(fc.option(adminLevel, { freq: 3 }), personCount),
  documents: list(byHand, personCount),
  templates: list(heldTemplate, personCount),
  companyTemplates: list(template, templateCount),
  projectTemplates: list(template, templateCount),
  groups: list(list(rarely, personCount), groupCount),
  projects: list(project, projectCount),
  apps: list(mostlyIt('connected', 'disconnected', 'uninstalled', null), appCount),
  versions: list(version, appCount),
  allowListOnly: rarely,
  verifiedOnly: rarely,
  listing: list(fc.constantFrom('none', 'none', 'none', 'allowed', 'allowed', 'blocked'), appCount),
  account: list(mostlyIt('alive', 'ceased', 'expired', 'absent'), appCount),
  items,
});

export const drawnWorld = fc.record({
  companies: list(company, companyCount),
  deactivated: list(rarely, personCount),
  suspended: list(rarely, appCount),
  verified: list(sometimes, appCount),
  disabled: list(rarely, appCount * 2 + 1),
  consents: list(mostlyIt('alive', 'none', 'revoked', 'chainDead'), userCount * appCount * 2),
  leftOut: list(list(mostlyIt(false, true), companyCount), userCount * appCount * 2),
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
    consents: consentsFrom(drawn, people, clients, companies),
  };
}

type DrawnCompany = DrawnWorld['companies'][number];

function companyFrom(
  drawn: DrawnCompany,
  name: string,
  people: readonly Person[],
  apps: readonly App[],
): Company {
  const companyTemplates = drawn.companyTemplates.map((each, index) =>
    templateFrom(each, `${name} template ${index}`),
  );
  const projectTemplates = drawn.projectTemplates.map((each, index) =>
    templateFrom(each, `${name} project template ${index}`),
  );
  const groups = groupsFrom(drawn.groups, name, people);
  const made = { people, groups };
  const directory = new Map<Person, Entry>();
  people.forEach((person, index) => {
    if (!at(drawn.known, index)) return;
    directory.set(person, {
      left: at(drawn.left, index),
      admin: at(drawn.admin, index),
      documents: at(drawn.documents, index),
      template: person.machine ? null : held(companyTemplates, at(drawn.templates, index)),
    });
  });
  return {
    name,
    sandbox: drawn.sandbox,
    closed: drawn.closed,
    directory,
    projects: drawn.projects.map((each, index) =>
      projectFrom(each, `${name} project ${index}`, { ...made, apps, templates: projectTemplates }),
    ),
    companyTemplates,
    projectTemplates,
    groups,
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
    items: itemsFrom(drawn.items, name, made),
  };
}

interface Around {
  readonly people: readonly Person[];
  readonly apps: readonly App[];
  readonly templates: readonly Template[];
  readonly groups: Company['groups'];
}

function projectFrom(
  drawn: DrawnCompany['projects'][number],
  name: string,
  { people, apps, templates, groups }: Around,
): Project {
  const of = <T>(values: readonly (T | null)[]) =>
    new Map(
      people.flatMap((person, index) => {
        const value = at(values, index);
        return value === null ? [] : [[person, value] as const];
      }),
    );
  return {
    name,
    team: new Map(
      people.flatMap((person, index) =>
        at(drawn.team, index)
          ? [[person, person.machine ? null : held(templates, at(drawn.templates, index))] as const]
          : [],
      ),
    ),
    documents: of(drawn.documents),
    permitsOf: of(drawn.permitsOf.map((permits) => permits && permitsFrom(permits))),
    documentsOff: drawn.documentsOff,
    archived: drawn.archived,
    permits: new Set(apps.filter((_, index) => at(drawn.permits, index))),
    items: itemsFrom(drawn.items, name, { people, groups }),
  };
}

function templateFrom(
  { permits, ...said }: DrawnCompany['companyTemplates'][number],
  name: string,
): Template {
  return { name, ...said, permits: permitsFrom(permits) };
}

function held(templates: readonly Template[], index: number | null): Template | null {
  return index === null ? null : at(templates, index);
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

function consentsFrom(
  drawn: DrawnWorld,
  people: readonly Person[],
  clients: readonly Client[],
  companies: readonly Company[],
): Consent[] {
  return drawn.consents.flatMap((state, index) => {
    if (state === 'none') return [];
    const person = at(people, Math.floor(index / clients.length));
    const client = at(clients, index % clients.length);
    const leftOut = new Set(companies.filter((_, place) => at(at(drawn.leftOut, index), place)));
    return [{ person, client, revoked: state === 'revoked', chainDead: state === 'chainDead', leftOut }];
  });
}
