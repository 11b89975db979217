import { Secret, TOTP } from 'otpauth';
import { type FormBrowser, hiddenField, openFormBrowser } from './sign-in-by-form.ts';
import type { TestPlatform } from './start-platform.ts';

/** An authenticator app that a person has set up, and the paper with their recovery codes. */
export interface Authenticator {
  readonly recoveryCodes: readonly string[];
  /** Its secret, as it is shown and as its bytes would be written down. */
  readonly spellings: readonly string[];
  /** The code by which it was set up. */
  readonly firstCode: string;
  /** The code of the present time step, or of another. */
  code(stepsFromNow?: number): string;
}

/** Sets an app up through the real pages, in a browser that has just signed in. */
export async function addAuthenticator(platform: TestPlatform, browser: FormBrowser): Promise<Authenticator> {
  const page = await (await browser.get('/second-factor/app')).text();
  const text = /<code class="secret">([^<]+)</.exec(page)?.[1];
  if (text === undefined) throw new Error('The page shows no secret.');
  const secret = Secret.fromBase32(text.replaceAll(' ', ''));
  const totp = new TOTP({ secret });
  const spellings = [text, secret.base32, secret.hex, Buffer.from(secret.buffer).toString('base64url')];
  const code = (steps = 0) => totp.generate({ timestamp: platform.clock.now() + steps * 30_000 });
  const firstCode = code();
  const response = await browser.post('/second-factor/app', {
    csrf: hiddenField(page, 'csrf'),
    enrolment: hiddenField(page, 'enrolment'),
    code: firstCode,
  });
  const shown = await response.text();
  const recoveryCodes = [...shown.matchAll(/<li><code>([\d ]+)<\/code>/g)].map(([, digits = '']) => digits);
  if (recoveryCodes.length === 0) throw new Error(`No recovery codes were shown: ${response.status}.`);
  return { recoveryCodes, spellings, firstCode, code };
}

/** Types the right password; returns the answer to it. */
export async function typePassword(
  platform: TestPlatform,
  person: { readonly email: string; readonly password: string },
  browser: FormBrowser = openFormBrowser(platform.url),
): Promise<{ readonly browser: FormBrowser; readonly location: string | null }> {
  const page = await (await browser.get('/sign-in?again=1')).text();
  const csrf = hiddenField(page, 'csrf');
  const response = await browser.post('/sign-in', {
    csrf,
    return_to: '',
    email: person.email,
    password: person.password,
  });
  await response.text();
  return { browser, location: response.headers.get('location') };
}

/** Types a code on the page after the password. */
export async function typeCode(browser: FormBrowser, code: string) {
  const page = await (await browser.get('/sign-in/second-step')).text();
  const csrf = /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const response = await browser.post('/sign-in/second-step', { csrf, return_to: '', code });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}

export async function isSignedIn(browser: FormBrowser): Promise<boolean> {
  return (await browser.get('/manage/v1/session')).status === 200;
}

/** Moves the clock to where a time step begins, so that the next seconds are of one. */
export function toNextStep({ clock }: TestPlatform): void {
  clock.advance(30_000 - (clock.now() % 30_000));
}
