import type { Reader } from '@gatehouse/database';
import type { UserInfo } from '@gatehouse/wire';
import type { Tables } from '../schema/tables.ts';

/** What the scopes let an app know of a person (OpenID Connect Core section 5.4), and no more. */
export async function personClaims(
  tx: Reader<Tables>,
  personId: number,
  scopes: readonly string[],
): Promise<Omit<UserInfo, 'sub'>> {
  const person = await tx
    .selectFrom('people')
    .select(['name', 'first_name', 'last_name', 'locale', 'email', 'email_proven_at'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return {
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
