import { formField } from '../pages/form-field.ts';

/** What servers on the way take for an address. Whoever has more to say pushes it (RFC 9126). */
const longest = 8_000;

/**
 * The address that asks for what an app sent as a form (OpenID Connect Core section 3.1.2.1), or undefined for another
 * form: none of our pages names a client in its own. The browser is sent there: it has kept the session's cookie back from
 * the form of another site, and nothing that such a form says is ever taken for a person's answer.
 */
export function addressOfPosted(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || formField(body, 'csrf') !== '') return undefined;
  if (!Object.hasOwn(body, 'client_id')) return undefined;
  const query = new URLSearchParams();
  // What comes twice stays so, and is refused there.
  for (const [name, values] of Object.entries(body))
    for (const value of [values].flat()) query.append(name, String(value));
  const address = `/oauth/authorize?${query}`;
  return address.length > longest ? '/oauth/authorize' : address;
}
