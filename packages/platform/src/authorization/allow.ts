import type { Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { RegisteredClient } from '../apps/client-store.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { installOnAllow } from '../installations/install-on-allow.ts';
import type { Tables } from '../schema/tables.ts';
import type { Method } from '../second-factors/methods.ts';
import { makeCode } from './authorization-code.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { chooseCompanies } from './choose-companies.ts';
import { insertCode, sawChallenge } from './code-store.ts';
import type { CompanyChoice } from './company-choice.ts';
import { findOrCreateGrant } from './grant-store.ts';
import type { ProvenRedirect } from './proven-redirect.ts';
import { rememberConsent } from './remembered-consent.ts';
import { includesOwnApi, type Resources } from './resource.ts';

/** A person's Allow: for which app, with which proven way back, to which request. */
export interface Allowed {
  readonly personId: number;
  /** When the person had signed in. */
  readonly signedInAt: number;
  readonly methods: readonly Method[];
  readonly client: RegisteredClient;
  readonly redirect: ProvenRedirect;
  readonly request: AuthorizationRequest;
  /** Null where the person was not asked about companies one by one. */
  readonly choice: CompanyChoice | null;
}

/** A person allows an app, by way of a browser: the grant, and a code that buys the first tokens. Returns the code. */
export async function allow(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { personId, client, choice, ...allowed }: Allowed,
): Promise<string> {
  const { resource } = allowed.request;
  const grantId = await grantTo(house, tx, origin, { personId, client, resource, choice });
  await rememberConsent(house, tx, grantId, { client, ...allowed });
  return await issueCode(house, tx, origin, { grantId, client, ...allowed });
}

/**
 * The grant, and the app in each company that the person chose and that lets members install (rule M2): unless the
 * tokens are for an outside API, where our companies are no matter. Returns the grant's id.
 */
export async function grantTo(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  {
    personId,
    client,
    resource,
    choice,
  }: Pick<Allowed, 'personId' | 'client' | 'choice'> & { readonly resource: Resources },
): Promise<string> {
  const grant = await findOrCreateGrant(house, tx, personId, client.clientId);
  await record(house, tx, origin, {
    event: 'authorization.granted',
    subject: `grant:${grant.id}`,
    details: { client_id: client.clientId, new: grant.isNew, ...(resource === null ? {} : { resource }) },
  });
  const { app, clientId, environment } = client;
  if (choice !== null) await chooseCompanies(house, tx, origin, { grantId: grant.id, clientId, choice });
  if (app !== null && includesOwnApi(resource))
    await installOnAllow(house, tx, origin, { appId: app.id, environment, personId }, choice?.chosen);
  return grant.id;
}

/** A code that buys the tokens of a living grant. */
export async function issueCode(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  {
    grantId,
    client,
    redirect,
    request,
    signedInAt,
    methods,
  }: Omit<Allowed, 'personId' | 'choice'> & { readonly grantId: string },
): Promise<string> {
  const now = house.clock.now();
  const { codeChallenge } = request;
  const used = { clientId: client.clientId, codeChallenge, grantId };
  // A challenge that is not of one request protects nothing (RFC 9700 section 2.1.1); back and Allow once more is one.
  if (await sawChallenge(tx, used))
    await record(house, tx, origin, {
      event: 'code.challenge_repeated',
      subject: `client:${client.clientId}`,
    });
  const id = ulid(house.clock, house.random);
  const code = makeCode(house.keys, house.random, id);
  await insertCode(tx, {
    id,
    code_hash: code.hash,
    grant_id: grantId,
    client_id: client.clientId,
    redirect_uri: redirect.uri,
    redirect_uri_sent: redirect.sent,
    code_challenge: codeChallenge,
    dpop_jkt: request.dpopJkt,
    scope: request.signIn?.scope ?? null,
    nonce: request.signIn?.nonce ?? null,
    signed_in_at: signedInAt,
    methods: methods.join(' '),
    resource: request.resource,
    created_at: now,
    expires_at: now + house.settings.authorizationCodeTtl,
  });
  return code.text;
}
