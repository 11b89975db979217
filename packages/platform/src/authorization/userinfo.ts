import type { Reader } from '@gatehouse/database';
import type { UserInfo } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import { momentOf } from '../access/moment.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { presentedToken } from './bearer-token.ts';
import { findFamily } from './family-store.ts';
import { OAuthError } from './oauth-error.ts';
import { subjectOf, tokenIsAlive } from './token-state.ts';

/** GET and POST /oauth/userinfo (OpenID Connect Core section 5.3): what the granted scopes say, and no more. */
export async function userInfo(house: House, request: FastifyRequest): Promise<UserInfo> {
  if (!house.settings.openidConnect) throw new OAuthError('not_offered');
  const claims = await presentedToken(house, request);
  const found = await house.database.read(async (tx) => {
    const state = await tokenIsAlive(tx, claims, momentOf(house));
    if (!state.alive || state.principal.kind !== 'person' || claims.familyId === null) return undefined;
    const family = await findFamily(tx, claims.familyId);
    return family && { scope: family.scope ?? '', person: await personBehind(tx, family.personId) };
  });
  if (found === undefined) throw new OAuthError('bad_bearer');
  const scopes = found.scope.split(' ');
  if (!scopes.includes('openid')) throw new OAuthError('scope_insufficient');
  const { person } = found;
  return {
    sub: subjectOf({ kind: 'person', personId: person.id }),
    ...(scopes.includes('profile')
      ? {
          name: person.name,
          family_name: person.last_name,
          ...(person.first_name === null ? {} : { given_name: person.first_name }),
          ...(person.locale === null ? {} : { locale: person.locale }),
        }
      : {}),
    ...(scopes.includes('email')
      ? { email: person.email, email_verified: person.email_proven_at !== null }
      : {}),
  };
}

async function personBehind(tx: Reader<Tables>, personId: number) {
  return await tx
    .selectFrom('people')
    .select(['id', 'name', 'first_name', 'last_name', 'locale', 'email', 'email_proven_at'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
}
