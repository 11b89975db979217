import { isTrustedProxy, type Settings as SettingsOf, setting } from '@gatehouse/service';
import { isResource } from './authorization/resource.ts';
import { isResolver } from './identity-providers/resolver-address.ts';

const gibibyte = 2 ** 30;
const absoluteUris = 'https URIs without a fragment (http on this machine alone), divided by commas';

/** Every setting of the platform. docs/settings.md is made from this list. */
export const settings = {
  host: setting.text('GATEHOUSE_HOST', {
    about: 'Address to listen on. Anything but loopback needs TLS, or a proxy that terminates it.',
    fallback: 'localhost',
    allowed: 'an IP address or host name of this machine',
    pattern: /^[A-Za-z0-9.:_-]+$/,
  }),
  port: setting.integer('GATEHOUSE_PORT', {
    about: 'Port to listen on; 0 picks a free one.',
    fallback: 4600,
    from: 0,
    to: 65_535,
  }),
  issuer: setting.url('GATEHOUSE_ISSUER', {
    about:
      'Public origin of this deployment and issuer of its tokens (RFC 8414). By default the address it listens on.',
  }),
  dataDir: setting.path('GATEHOUSE_DATA_DIR', {
    about: 'Folder of the embedded database, file contents, keys and demo.json.',
    fallback: './data',
  }),
  databaseUrl: setting.text('GATEHOUSE_DATABASE_URL', {
    about: 'A PostgreSQL address; by default an embedded SQLite database in the data folder.',
    allowed: 'an address that starts with postgres://, postgresql:// or file:',
    pattern: /^(?:postgres(?:ql)?:\/\/|file:)/,
    secret: true,
  }),
  secretKeys: setting.text('GATEHOUSE_SECRET_KEYS', {
    about:
      'Master keys, divided by commas: the first seals, all open. Needed where several nodes share a database; by default one key is kept in the data folder, readable by its owner only.',
    allowed: 'one or more keys of 32 bytes as base64url, divided by commas',
    secret: true,
  }),
  demo: setting.flag('GATEHOUSE_DEMO', {
    about:
      'on loads the demo on first start; off starts empty and prints a one-time link for the first administrator.',
    fallback: true,
  }),
  demoLinkUrl: setting.url('GATEHOUSE_DEMO_LINK_URL', {
    about:
      'Where the Link beside the demo stands, which npm start sets: the demo is loaded with this origin for the changed documents of its app, and events may go there though it is on this machine.',
  }),
  logLevel: setting.choice('GATEHOUSE_LOG_LEVEL', {
    about: 'How much is logged; npm start logs from warn on, unless this says otherwise.',
    fallback: 'info',
    of: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
  }),
  tlsCertificate: setting.path('GATEHOUSE_TLS_CERTIFICATE', {
    about: 'PEM file with the certificate chain; together with GATEHOUSE_TLS_KEY it serves HTTPS.',
  }),
  tlsKey: setting.path('GATEHOUSE_TLS_KEY', { about: 'PEM file with the private key of the certificate.' }),
  tlsTerminatedByProxy: setting.flag('GATEHOUSE_TLS_TERMINATED_BY_PROXY', {
    about: 'Says that a proxy in front terminates TLS, which allows plain HTTP on a non-loopback address.',
    fallback: false,
  }),
  trustedProxies: setting.list('GATEHOUSE_TRUSTED_PROXIES', {
    about: 'Proxies whose X-Forwarded-For is believed.',
    fallback: [],
    allowed: 'IP addresses, CIDR ranges, loopback or private, divided by commas',
    each: isTrustedProxy,
  }),
  accessTokenTtl: setting.duration('GATEHOUSE_ACCESS_TOKEN_TTL', {
    about: 'Life of an access token.',
    fallback: 5_400_000,
    from: 60_000,
    to: 7_200_000,
  }),
  authorizationCodeTtl: setting.duration('GATEHOUSE_AUTHORIZATION_CODE_TTL', {
    about: 'Life of an authorization code; RFC 6749 section 4.1.2 asks for ten minutes at most.',
    fallback: 600_000,
    from: 10_000,
    to: 600_000,
  }),
  refreshGrace: setting.duration('GATEHOUSE_REFRESH_GRACE', {
    about: 'How long a refresh whose answer was lost may be repeated and gets the same pair; 0 turns it off.',
    fallback: 2_000,
    to: 60_000,
  }),
  dpop: setting.choice('GATEHOUSE_DPOP', {
    about:
      'Tokens bound to a key of their client (RFC 9449): offered to whoever sends a proof, required of clients that have no secret, or off. Each app can ask for it for itself.',
    fallback: 'offered',
    of: ['off', 'offered', 'required_of_public_clients'],
  }),
  dpopNonces: setting.flag('GATEHOUSE_DPOP_NONCES', {
    about: 'on takes a DPoP proof only with a nonce that this deployment gave out in the last minutes.',
    fallback: true,
  }),
  pushedRequests: setting.choice('GATEHOUSE_PUSHED_REQUESTS', {
    about:
      'Authorization requests that a client leaves at /oauth/par before it sends the browser (RFC 9126): offered, required of every app, or off. Each app can ask for it for itself.',
    fallback: 'offered',
    of: ['off', 'offered', 'required'],
  }),
  pkce: setting.choice('GATEHOUSE_PKCE', {
    about:
      'Proof keys for codes (RFC 7636): always required of apps without a secret, and with required of every app. Each app can ask for it for itself.',
    fallback: 'required_of_public_clients',
    of: ['required_of_public_clients', 'required'],
  }),
  deviceGrant: setting.flag('GATEHOUSE_DEVICE_GRANT', {
    about:
      'on lets apps that asked for it be allowed on a device without a browser, by a code that a person types elsewhere (RFC 8628).',
    fallback: true,
  }),
  clientCredentials: setting.flag('GATEHOUSE_CLIENT_CREDENTIALS', {
    about:
      'on lets apps and service accounts get tokens for themselves (RFC 6749 section 4.4); off ends no token that they have.',
    fallback: true,
  }),
  privateKeyJwt: setting.flag('GATEHOUSE_PRIVATE_KEY_JWT', {
    about:
      'on lets clients show who they are by assertions that they sign (RFC 7523). Each app can ask for that to be the only way.',
    fallback: true,
  }),
  introspection: setting.flag('GATEHOUSE_INTROSPECTION', {
    about: 'on lets clients ask about tokens of their own (RFC 7662).',
    fallback: true,
  }),
  resources: setting.list('GATEHOUSE_RESOURCES', {
    about:
      'Outside APIs that production apps can get tokens for (RFC 8707), by the identifier each says of itself (RFC 9728), divided by commas. Their tokens are JWTs.',
    fallback: [],
    allowed: absoluteUris,
    each: isResource,
  }),
  sandboxResources: setting.list('GATEHOUSE_SANDBOX_RESOURCES', {
    about: 'The same for sandbox apps, whose tokens no API of production has a use for.',
    fallback: [],
    allowed: absoluteUris,
    each: isResource,
  }),
  resourceTokenTtl: setting.duration('GATEHOUSE_RESOURCE_TOKEN_TTL', {
    about:
      'Life of an access token for an outside API, which checks it by itself: it is as long as a revocation may take to bind there.',
    fallback: 600_000,
    from: 60_000,
    to: 7_200_000,
  }),
  apiSigningAlgorithm: setting.choice('GATEHOUSE_API_SIGNING_ALG', {
    about:
      'How is signed what an API checks by itself: tokens for outside APIs (RFC 9068) and signed answers about tokens (RFC 9701). RS256 is for APIs that read nothing else; tokens signed before a change stay good.',
    fallback: 'ES256',
    of: ['ES256', 'RS256'],
  }),
  clientDocuments: setting.choice('GATEHOUSE_CLIENT_DOCUMENTS', {
    about:
      'Apps that nobody registered, whose client_id is the https address of a document that describes them: off, or from_public_addresses. from_private_addresses_too lets strangers have this server fetch from its own network: for tests on one machine alone.',
    fallback: 'off',
    of: ['off', 'from_public_addresses', 'from_private_addresses_too'],
  }),
  identityProviders: setting.choice('GATEHOUSE_IDENTITY_PROVIDERS', {
    about:
      'Companies whose people sign in at an OpenID provider of their own: off, or at_public_addresses. at_private_addresses_too lets company admins have this server connect to its own network: for a deployment of one company, or tests.',
    fallback: 'off',
    of: ['off', 'at_public_addresses', 'at_private_addresses_too'],
  }),
  providerFactors: setting.choice('GATEHOUSE_PROVIDER_FACTORS', {
    about:
      'Whether a second factor that a company’s provider asked for counts here: companies_decide leaves it to each company, which has to switch it on; never asks everybody for one of ours who has or needs one.',
    fallback: 'companies_decide',
    of: ['companies_decide', 'never'],
  }),
  domainProof: setting.choice('GATEHOUSE_DOMAIN_PROOF', {
    about:
      'Who proves that a mail domain is the company’s whose provider is to speak for it: a record in the DNS or an operator, or an operator alone.',
    fallback: 'dns_or_operator',
    of: ['dns_or_operator', 'operator'],
  }),
  dnsServers: setting.list('GATEHOUSE_DNS_SERVERS', {
    about:
      'Resolvers that are asked for the records that prove domains, in place of those of this machine. Choose ones that see what the world sees.',
    fallback: [],
    allowed: 'IP addresses, with or without a port, divided by commas',
    each: isResolver,
  }),
  openidConnect: setting.flag('GATEHOUSE_OPENID_CONNECT', {
    about:
      'on lets apps sign people in by Gatehouse (OpenID Connect): id_token, userinfo, discovery, sign-out.',
    fallback: true,
  }),
  refreshIdleLimit: setting.duration('GATEHOUSE_REFRESH_IDLE_LIMIT', {
    about:
      'How long a refresh token may lie unused before its person has to authorize again; 0 sets no limit.',
    fallback: 0,
  }),
  refreshAbsoluteLimit: setting.duration('GATEHOUSE_REFRESH_ABSOLUTE_LIMIT', {
    about:
      'How long an authorization may be refreshed before its person has to authorize again; 0 sets no limit.',
    fallback: 0,
  }),
  signingKeyLife: setting.duration('GATEHOUSE_SIGNING_KEY_LIFE', {
    about: 'How long a signing key signs before the next one takes over.',
    fallback: 90 * 86_400_000,
    from: 3_600_000,
  }),
  sessionTtl: setting.duration('GATEHOUSE_SESSION_TTL', {
    about: 'Longest life of a sign-in.',
    fallback: 12 * 3_600_000,
    from: 300_000,
    to: 30 * 86_400_000,
  }),
  companyHeader: setting.choice('GATEHOUSE_COMPANY_HEADER', {
    about:
      'Procore-Company-Id: tolerant serves a call without it when the call itself names its company; strict refuses it.',
    fallback: 'tolerant',
    of: ['tolerant', 'strict'],
  }),
  serviceAccountsCreatedUntil: setting.date('GATEHOUSE_SERVICE_ACCOUNTS_CREATED_UNTIL', {
    about: 'From the beginning of this day (UTC) no traditional service account can be made.',
  }),
  serviceAccountsWorkUntil: setting.date('GATEHOUSE_SERVICE_ACCOUNTS_WORK_UNTIL', {
    about: 'From the beginning of this day (UTC) no traditional service account works.',
  }),
  hourlyLimit: setting.integer('GATEHOUSE_HOURLY_LIMIT', {
    about:
      'REST calls an app may make in 60 minutes for one person, however often they authorized it, or for itself.',
    fallback: 3600,
    from: 1,
    to: 1_000_000_000,
  }),
  spikeLimit: setting.integer('GATEHOUSE_SPIKE_LIMIT', {
    about:
      'REST calls an app may make in 10 seconds for one person, however often they authorized it, or for itself.',
    fallback: 25,
    from: 1,
    to: 1_000_000_000,
  }),
  sessionHourlyLimit: setting.integer('GATEHOUSE_SESSION_HOURLY_LIMIT', {
    about: 'REST and management calls that one browser session may make in 60 minutes, as the console does.',
    fallback: 100_000,
    from: 1,
    to: 1_000_000_000,
  }),
  sessionSpikeLimit: setting.integer('GATEHOUSE_SESSION_SPIKE_LIMIT', {
    about: 'REST and management calls that one browser session may make in 10 seconds.',
    fallback: 1_000,
    from: 1,
    to: 1_000_000_000,
  }),
  s3Bucket: setting.url('GATEHOUSE_S3_BUCKET', {
    about:
      'A bucket of any S3-compatible store for file contents, addressed by path: https://s3.example.com/bucket. By default they lie in the data folder.',
  }),
  s3Region: setting.text('GATEHOUSE_S3_REGION', {
    about: 'Region of the bucket.',
    fallback: 'us-east-1',
    allowed: 'the name of a region',
    pattern: /^[a-z0-9-]+$/,
  }),
  s3AccessKey: setting.text('GATEHOUSE_S3_ACCESS_KEY', {
    about: 'Access key id for the bucket.',
    allowed: 'an access key id',
    pattern: /^\S+$/,
  }),
  s3SecretKey: setting.text('GATEHOUSE_S3_SECRET_KEY', {
    about: 'Secret access key for the bucket.',
    allowed: 'a secret access key',
    secret: true,
  }),
  maxUpload: setting.integer('GATEHOUSE_MAX_UPLOAD', {
    about: 'Largest file accepted in one request, in bytes.',
    fallback: 5 * gibibyte,
    from: 1,
    to: 1024 * gibibyte,
  }),
  maxPut: setting.integer('GATEHOUSE_MAX_PUT', {
    about:
      'Largest file accepted as a bare PUT, in bytes. Larger ones go up in parts, which can be resumed where they broke off.',
    fallback: 32 * 1024 * 1024,
    from: 1,
    to: gibibyte,
  }),
  signUp: setting.choice('GATEHOUSE_SIGN_UP', {
    about:
      'Who may make an account at /sign-up: developers lets anybody who reads the mail of the address they give, to build apps; off lets nobody. Choose off where strangers reach this deployment and you do not want them to build on it.',
    fallback: 'developers',
    of: ['off', 'developers'],
  }),
  secondFactor: setting.choice('GATEHOUSE_SECOND_FACTOR', {
    about:
      'Who has to sign in with a second factor: offered leaves it to each person; operators asks those who run the deployment, admins those and every company admin, everybody all. Whoever has none yet sets one up after their password, before anything else.',
    fallback: 'offered',
    of: ['offered', 'operators', 'admins', 'everybody'],
  }),
  appsPerDeveloper: setting.integer('GATEHOUSE_APPS_PER_DEVELOPER', {
    about: 'Apps one person may own; each has a sandbox company. Nobody loses any when it is lowered.',
    fallback: 25,
    from: 0,
    to: 1_000_000,
  }),
  promotion: setting.choice('GATEHOUSE_PROMOTION', {
    about:
      'Which apps developers may promote to production: open lets all, verified_publishers those an operator verified.',
    fallback: 'open',
    of: ['open', 'verified_publishers'],
  }),
  smtpUrl: setting.url('GATEHOUSE_SMTP_URL', {
    about:
      'The mail server, as smtp://user:password@mail.example.com:587 (TLS is required, except on this machine) or smtps://. Without it mails are kept as files in the folder mail of the data folder.',
    schemes: ['smtp', 'smtps'],
    secret: true,
  }),
  mailFrom: setting.text('GATEHOUSE_MAIL_FROM', {
    about: 'Sender of every mail. By default Gatehouse <no-reply@…> with the host of GATEHOUSE_ISSUER.',
    allowed: 'an address, as gatehouse@example.com or Gatehouse <gatehouse@example.com>',
    pattern: /^(?:[^<>@\r\n]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
  }),
  eventsToPrivateAddresses: setting.flag('GATEHOUSE_EVENTS_TO_PRIVATE_ADDRESSES', {
    about:
      'on lets developers have events sent into private networks, and by plain HTTP to this machine itself.',
    fallback: false,
  }),
} as const;

export type Settings = SettingsOf<typeof settings>;
