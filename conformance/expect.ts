import assert from 'node:assert/strict';
import type { Answer, Target } from './target.ts';

/** An error of RFC 6749 5.2: status, code, headers, and a body that tells nothing more than it must. */
export function expectError(
  answer: Answer,
  statuses: number | readonly number[],
  errors: string | readonly string[],
): void {
  const seen = `${answer.status} ${answer.text.slice(0, 200)}`;
  assert.ok([statuses].flat().includes(answer.status), seen);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, seen);
  assert.match(answer.headers.get('cache-control') ?? '', /no-store/, seen);
  assert.ok([errors].flat().includes(String(answer.body.error)), seen);
  expectDiscreet(answer);
  assert.match(String(answer.body.error_description ?? ''), /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, seen);
}

/** No stack, no statement, nothing that was issued. */
export function expectDiscreet({ text }: Pick<Answer, 'text'>): void {
  assert.doesNotMatch(
    text,
    /\bat [\w.<>]+ \(|node_modules|\bselect .* from\b|sqlite|postgres|gh[acrs]_/i,
    text,
  );
}

/** A redirect to the registered URI that says what is wrong, with the state and the issuer (RFC 9207). */
export function expectRedirectError(
  target: Target,
  location: string,
  errors: string | readonly string[],
): void {
  assert.ok(location.startsWith(target.redirect_uri), location);
  const answer = new URL(location).searchParams;
  assert.ok([errors].flat().includes(answer.get('error') ?? ''), location);
  assert.equal(answer.get('iss'), target.issuer, location);
  assert.equal(answer.get('code'), null, location);
}

/** Where `openid` alone was allowed, these tokens tell who the person is, and nothing else of them. */
export async function expectSubjectAlone(target: Target, { status, body, text }: Answer): Promise<void> {
  assert.equal(status, 200, text);
  assert.doesNotMatch(String(body.scope ?? ''), /profile|email/);
  const endpoint = target.metadata.userinfo_endpoint;
  if (endpoint === undefined) return;
  const authorization = `Bearer ${body.access_token}`;
  const told = await target.send(String(endpoint), { headers: { authorization } });
  assert.equal(told.status, 200, told.text);
  assert.deepEqual(Object.keys(told.body), ['sub']);
}

/** A request that ends on a page of the server and leads nowhere else (RFC 9700 4.11). */
export async function expectErrorPage(target: Target, path: string): Promise<void> {
  const page = await target.browser.get(path);
  assert.ok(page.status >= 400 && page.status < 500, `${path}: ${page.status}`);
  assert.equal(page.location, null, path);
  assert.equal(page.text.includes('evil.example'), false, 'the page repeats where it was told to go');
  expectDiscreet(page);
}

/** Where an authorization request with these fields sends a person who is signed in; no page is shown. */
export async function redirectOf(target: Target, path: string): Promise<string> {
  const page = await target.browser.get(path);
  assert.ok(page.status === 302 || page.status === 303, `${path}: ${page.status}`);
  assert.ok(page.location, path);
  return page.location;
}

/** The least bits that strings of this alphabet and length could hold: a floor, not an estimate of randomness. */
export function bitsOf(samples: readonly string[]): number {
  assert.equal(new Set(samples).size, samples.length, 'a value came twice');
  const alphabet = new Set(samples.join('')).size;
  // What never differs between samples carries nothing: a prefix, a version, a row's time.
  const length = Math.min(...samples.map((sample) => sample.length));
  const telling = Array.from({ length }, (_, at) => new Set(samples.map((sample) => sample[at])).size).filter(
    (kinds) => kinds >= Math.min(samples.length, alphabet) / 3,
  ).length;
  return telling * Math.log2(alphabet);
}
