import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';

/** The person of an id_token, known by issuer and subject; an address is what is shown, never what is matched. */
export async function personOf(
  house: House,
  issuer: string,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 254) : '');
  const subject = String(claims.sub);
  const email = text(claims.email);
  const name = text(claims.name) || email;
  // What a provider does not say this time is left as it was.
  const said = { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
  const shown = { name: name || subject, email };
  const { id } = await house.database.write((tx) =>
    tx
      .insertInto('people')
      .values({
        id: ulid(house.clock, house.random),
        issuer,
        subject,
        ...shown,
        created_at: house.clock.now(),
      })
      .onConflict((on) => on.columns(['issuer', 'subject']).doUpdateSet({ subject, ...said }))
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}
