import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly html?: string;
  readonly css?: string;
  readonly location?: string;
  readonly cookie?: string;
}

type Sender = (response: ServerResponse, answer: Answer, ...cookies: readonly string[]) => void;

/** Answers whose pages load nothing from elsewhere; Connect alone is sent on, to the authorization server. */
export function createSender(issuer: string): Sender {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${new URL(issuer).origin}`,
  ].join('; ');
  return (response, answer, ...cookies) => write(response, answer, policy, cookies);
}

function write(
  response: ServerResponse,
  { status, html, css, location, cookie }: Answer,
  policy: string,
  cookies: readonly string[],
): void {
  response.writeHead(status, {
    'content-type': `text/${css === undefined ? 'html' : 'css'}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': css === undefined ? 'no-store' : 'max-age=3600',
    ...(location === undefined ? {} : { location }),
    'set-cookie': [...cookies, ...(cookie === undefined ? [] : [cookie])],
  });
  response.end(css ?? html);
}

/** Lax, so that the browser still brings it along when Gatehouse sends the person back. Behind TLS, add `Secure`. */
export function sessionCookie(id: string): string {
  return `safety_session=${id}; Path=/; HttpOnly; SameSite=Lax`;
}

export function languageCookie(locale: string): string {
  return `safety_language=${locale}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`;
}

export function cookiesIn({ headers }: IncomingMessage): { session?: string; language?: string } {
  const cookies = new Map(
    (headers.cookie ?? '').split(';').map((pair): [string, string] => {
      const [name = '', value = ''] = pair.trim().split('=');
      return [name, value];
    }),
  );
  const [session, language] = [cookies.get('safety_session'), cookies.get('safety_language')];
  return { ...(session ? { session } : {}), ...(language ? { language } : {}) };
}

/** A form of a page of ours: browsers name the page's origin in every POST, and no page can make them lie. */
export function isOurForm({ headers }: IncomingMessage, origin: string): boolean {
  return headers.origin === origin;
}

const longest = 10_000;

/** @throws for a body no form of ours sends */
export async function formIn(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longest) throw new Error('A form was too long.');
  }
  return new URLSearchParams(text);
}
