import { isTrustedProxy, type Settings as SettingsOf, setting } from '@gatehouse/service';

/** Every setting of Link. docs/link-settings.md is made from this list. */
export const settings = {
  host: setting.text('LINK_HOST', {
    about: 'Address to listen on. Anything but loopback needs TLS, or a proxy that terminates it.',
    fallback: 'localhost',
    allowed: 'an IP address or host name of this machine',
    pattern: /^[A-Za-z0-9.:_-]+$/,
  }),
  port: setting.integer('LINK_PORT', { about: 'Port to listen on.', fallback: 4610, from: 1, to: 65_535 }),
  publicUrl: setting.url('LINK_PUBLIC_URL', {
    about: 'Public origin of this service. By default the address it listens on.',
  }),
  dataDir: setting.path('LINK_DATA_DIR', {
    about: 'Folder of the embedded database.',
    fallback: './data/link',
  }),
  databaseUrl: setting.text('LINK_DATABASE_URL', {
    about: 'A PostgreSQL address; by default an embedded SQLite database in the data folder.',
    allowed: 'an address that starts with postgres://, postgresql:// or file:',
    pattern: /^(?:postgres(?:ql)?:\/\/|file:)/,
    secret: true,
  }),
  logLevel: setting.choice('LINK_LOG_LEVEL', {
    about: 'How much is logged.',
    fallback: 'info',
    of: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
  }),
  tlsCertificate: setting.path('LINK_TLS_CERTIFICATE', {
    about: 'PEM file with the certificate chain; together with LINK_TLS_KEY it serves HTTPS.',
  }),
  tlsKey: setting.path('LINK_TLS_KEY', { about: 'PEM file with the private key of the certificate.' }),
  tlsTerminatedByProxy: setting.flag('LINK_TLS_TERMINATED_BY_PROXY', {
    about: 'Says that a proxy in front terminates TLS, which allows plain HTTP on a non-loopback address.',
    fallback: false,
  }),
  trustedProxies: setting.list('LINK_TRUSTED_PROXIES', {
    about: 'Proxies whose X-Forwarded-For is believed.',
    fallback: [],
    allowed: 'IP addresses, CIDR ranges, loopback or private, divided by commas',
    each: isTrustedProxy,
  }),
  gatehouseUrl: setting.url('LINK_GATEHOUSE_URL', {
    about: 'Issuer and API of the Gatehouse whose accounts are linked.',
    fallback: new URL('http://localhost:4600'),
  }),
  clientId: setting.text('LINK_CLIENT_ID', { about: 'Client id of Link at Gatehouse. Required.' }),
  clientSecret: setting.text('LINK_CLIENT_SECRET', {
    about: 'Client secret of Link at Gatehouse. Required.',
    secret: true,
  }),
  eventsSecret: setting.text('LINK_EVENTS_SECRET', {
    about:
      'Signing secret of the address /gatehouse-events of this service at Gatehouse, from which hints come; two while one replaces the other. Without it there are none.',
    allowed: 'one or two signing secrets, divided by a comma',
    pattern: /^ghw_[\w-]+(?:,ghw_[\w-]+)?$/,
    secret: true,
  }),
  mostInstalls: setting.integer('LINK_MOST_INSTALLS', {
    about: 'Machines that a person may have signed in at once.',
    fallback: 20,
    from: 1,
    to: 10_000,
  }),
  oidcIssuer: setting.url('LINK_OIDC_ISSUER', {
    about: 'Where people sign in to Link, by OpenID Connect. By default the same Gatehouse.',
  }),
  oidcClientId: setting.text('LINK_OIDC_CLIENT_ID', { about: 'Client id of Link there.' }),
  oidcClientSecret: setting.text('LINK_OIDC_CLIENT_SECRET', {
    about: 'Client secret of Link there.',
    secret: true,
  }),
  sessionTtl: setting.duration('LINK_SESSION_TTL', {
    about: 'Longest life of a sign-in to the pages of Link.',
    fallback: 12 * 3_600_000,
    from: 300_000,
    to: 30 * 86_400_000,
  }),
  cipher: setting.choice('LINK_CIPHER', {
    about: 'Seals new records; records of both kinds can always be read.',
    fallback: 'aes-256-gcm',
    of: ['aes-256-gcm', 'aes-256-cbc-hs512'],
  }),
  custodian: setting.choice('LINK_KEYS', {
    about: 'Who keeps the keys that wrap data keys.',
    fallback: 'file',
    of: ['file', 'environment', 'aws-kms', 'vault-transit'],
  }),
  keyFile: setting.path('LINK_KEY_FILE', {
    about: 'The key file, outside the data folder, readable by its owner only; "keys create" makes it.',
    fallback: './data/link-vault.keys',
  }),
  vaultKeys: setting.text('LINK_VAULT_KEYS', {
    about: 'With LINK_KEYS=environment: the keys, newest first, divided by commas. Forgotten once read.',
    allowed: 'one or more keys of 32 random bytes as base64url, divided by commas',
    secret: true,
  }),
  kmsKeys: setting.list('LINK_KMS_KEYS', {
    about: 'With LINK_KEYS=aws-kms: key ids, ARNs or aliases, newest first.',
    fallback: [],
  }),
  kmsRegion: setting.text('LINK_KMS_REGION', {
    about: 'Region of the keys.',
    fallback: 'us-east-1',
    allowed: 'the name of a region',
    pattern: /^[a-z0-9-]+$/,
  }),
  kmsEndpoint: setting.url('LINK_KMS_ENDPOINT', { about: 'Another address of KMS than that of the region.' }),
  kmsAccessKey: setting.text('LINK_KMS_ACCESS_KEY', { about: 'Access key id for KMS.' }),
  kmsSecretKey: setting.text('LINK_KMS_SECRET_KEY', { about: 'Secret access key for KMS.', secret: true }),
  keyMemory: setting.duration('LINK_KEY_MEMORY', {
    about:
      'With a key service: how long a data key that it has opened is remembered. For so long its absence is not noticed, nor that a key was taken away.',
    fallback: 300_000,
    from: 0,
    to: 3_600_000,
  }),
  transitUrl: setting.url('LINK_TRANSIT_URL', {
    about: 'With LINK_KEYS=vault-transit: the engine, as https://vault.example.com/v1/transit/.',
  }),
  transitKey: setting.text('LINK_TRANSIT_KEY', {
    about: 'Name of the key there.',
    fallback: 'gatehouse-link',
  }),
  transitToken: setting.text('LINK_TRANSIT_TOKEN', { about: 'Token for Vault.', secret: true }),
} as const;

export type Settings = SettingsOf<typeof settings>;
