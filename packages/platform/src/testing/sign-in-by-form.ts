/** A browser without a window: keeps cookies, posts forms as pages do, follows nothing by itself. */
export interface FormBrowser {
  get(path: string): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
  /** What it would send in a Cookie header. */
  cookies(): string;
}

export function openFormBrowser(platformUrl: string): FormBrowser {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  async function send(path: string, init: RequestInit, site: string): Promise<Response> {
    const response = await fetch(new URL(path, platformUrl), {
      ...init,
      redirect: 'manual',
      headers: { cookie: cookies(), origin: platformUrl, 'sec-fetch-site': site },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  return {
    cookies,
    get: (path) => send(path, { method: 'GET' }, 'none'),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }, 'same-origin'),
  };
}

/** Signs in through the real page and its form. @throws where the page does not let the person in. */
export async function signInByForm(
  platformUrl: string,
  person: { readonly email: string; readonly password: string },
): Promise<FormBrowser> {
  const browser = openFormBrowser(platformUrl);
  const page = await (await browser.get('/sign-in')).text();
  const response = await browser.post('/sign-in', {
    csrf: hiddenField(page, 'csrf'),
    return_to: '',
    email: person.email,
    password: person.password,
  });
  await response.text();
  if (response.status !== 303)
    throw new Error(`Signing in as ${person.email} was answered by ${response.status}.`);
  return browser;
}

/**
 * Opens a consent page and gives the answer, or is sent on where the same was allowed before. Returns where the browser
 * is sent. @throws where no page is shown.
 */
export async function answerConsent(
  browser: FormBrowser,
  authorizePath: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<string> {
  const shown = await browser.get(authorizePath);
  const page = await shown.text();
  const onward = shown.headers.get('location');
  if (shown.status === 303 && decision === 'allow' && onward?.includes('code=') === true) return onward;
  if (shown.status !== 200) throw new Error(`The consent page was answered by ${shown.status}.`);
  const response = await browser.post('/oauth/authorize', {
    ...consentFields(page),
    decision,
  });
  await response.text();
  const location = response.headers.get('location');
  if (response.status !== 303 || location === null)
    throw new Error(`The answer was answered by ${response.status}.`);
  return location;
}

/** What the form of a consent page carries as it was shown: its hidden fields, and the boxes that are ticked. */
export function consentFields(page: string): Record<string, string> {
  const boxes = page.matchAll(/<input type="checkbox" [^>]*name="([^"]*)" value="on" checked/g);
  return {
    csrf: hiddenField(page, 'csrf'),
    request: hiddenField(page, 'request'),
    ...Object.fromEntries(Array.from(boxes, ([, name = '']) => [name, 'on'])),
  };
}

export function hiddenField(page: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
  if (value === undefined) throw new Error(`The page has no field ${name}.`);
  return value;
}
