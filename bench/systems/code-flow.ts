import { answerConsent, type FormBrowser } from '../../packages/platform/src/testing/sign-in-by-form.ts';
import type { ClientCredentials } from './system.ts';

const redirectUri = 'http://localhost/callback';

export interface Pair {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Authorize, consent, code, tokens: by the pages and forms that a person would use. */
export async function codeFlow(url: string, browser: FormBrowser, client: ClientCredentials): Promise<Pair> {
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
  });
  const location = await answerConsent(browser, `/oauth/authorize?${asked}`);
  const code = new URL(location).searchParams.get('code') ?? '';
  const response = await fetch(new URL('/oauth/token', url), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.id,
      client_secret: client.secret,
      redirect_uri: redirectUri,
      code,
    }),
  });
  if (!response.ok) throw new Error(`The code was answered by ${response.status}: ${await response.text()}`);
  return (await response.json()) as Pair;
}
