import type { GrantType, Listing, Manifest } from '@gatehouse/wire';
import type { LevelName } from '../access/levels.ts';

/** The apps of the demo's developer, each with its one version in production. */
export interface CastApp {
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
  /** As after an operator has made sure who the publisher is. */
  readonly publisherVerified?: boolean;
  readonly grantTypes: readonly GrantType[];
  readonly redirectUris: readonly string[];
  readonly version: {
    readonly semver: string;
    readonly manifest: Manifest;
    readonly releaseNotes: string;
  };
  /** Its page in the marketplace; an app without one is installed by its version key. */
  readonly listing?: Pick<Listing, 'tagline' | 'about'> & Partial<Pick<Listing, 'support_email' | 'website'>>;
  /** It hears of changed documents at this path of the Link that runs beside the demo, if one does. */
  readonly eventsAt?: string;
  /** Companies where an admin has installed it, with the projects permitted to its own account. */
  readonly installedIn: Readonly<Record<string, readonly string[]>>;
}

const loopback = [
  'http://localhost',
  'http://localhost/callback',
  'http://127.0.0.1/callback',
  'urn:ietf:wg:oauth:2.0:oob',
];

const forPeople = { user_level: true, service_account: null } as const;

export const apps: readonly CastApp[] = [
  {
    name: 'Safety App',
    description: 'Checks site documents for missing safety sheets.',
    publisher: 'Brightside Apps',
    publisherVerified: true,
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: loopback,
    version: {
      semver: '1.0.0',
      manifest: {
        components: forPeople,
        instructions: 'Connect with your own account: the app sees what you see.',
        post_installation_notes: 'Everyone on site can connect now.',
      },
      releaseNotes: 'First release.',
    },
    listing: {
      tagline: 'No site without its safety sheets',
      about: 'Looks through the documents of your projects and says which safety sheets are missing.',
      support_email: 'help@brightside.example',
      website: 'https://brightside.example',
    },
    installedIn: { ridgeline: [], cascade: [], brightside: [] },
  },
  {
    name: 'Nightly Report',
    description: 'Writes a report of the day for every permitted project.',
    publisher: 'Brightside Apps',
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    redirectUris: loopback,
    version: {
      semver: '1.0.0',
      manifest: {
        components: {
          user_level: true,
          service_account: { company: {}, project: { documents: 'Read Only' } },
        },
        instructions: 'Permit the projects that the report is to cover.',
        post_installation_notes: 'The first report comes tonight.',
      },
      releaseNotes: 'First release.',
    },
    installedIn: { ridgeline: ['Harbor Tower'], brightside: ['Sandbox Test Project'] },
  },
  {
    name: 'Photo Diary',
    description: 'Puts the photos of each day in order.',
    publisher: 'Brightside Apps',
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: loopback,
    version: {
      semver: '1.0.0',
      manifest: {
        components: forPeople,
        instructions: 'Connect with your own account: the app sees what you see.',
        post_installation_notes: '',
      },
      releaseNotes: 'First release.',
    },
    listing: {
      tagline: 'The day on site, in pictures',
      about: 'Collects the photos of a project by day, so that a question about last month has an answer.',
    },
    installedIn: { brightside: [] },
  },
  {
    name: 'Gatehouse Link',
    description: 'Lets the sync app on your machines reach your documents, without signing in on each.',
    publisher: 'Brightside Apps',
    publisherVerified: true,
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
    eventsAt: '/gatehouse-events',
    version: {
      semver: '1.0.0',
      manifest: {
        components: forPeople,
        instructions: 'Link your own account: every machine that you approve sees what you see.',
        post_installation_notes: '',
      },
      releaseNotes: 'First release.',
    },
    installedIn: { ridgeline: [], cascade: [], brightside: [] },
  },
];

/** A wish that waits for an admin of its company. */
export const installationRequest = {
  company: 'ridgeline',
  person: 'jim',
  app: 'Photo Diary',
  reason: 'The owner asks for photos of every week, and I collect them by hand.',
} as const;

/** A program of one company, with its levels of Documents by project; it begins with None everywhere. */
export interface CastServiceAccount {
  readonly name: string;
  readonly company: string;
  readonly documents: Readonly<Record<string, LevelName>>;
}

/** ERP Sync stays as it began. */
export const serviceAccounts: readonly CastServiceAccount[] = [
  { name: 'ERP Sync', company: 'ridgeline', documents: {} },
  { name: 'Site Scanner', company: 'ridgeline', documents: { 'Harbor Tower': 'Standard' } },
];
