/** A person at a browser: keeps cookies, fills in the real forms, follows nothing by itself. */
export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(path: string, form: Readonly<Record<string, string>>): Promise<Response>;
  /** A call as a page of the console makes it. */
  call(method: 'GET' | 'DELETE', path: string, csrfToken?: string): Promise<Response>;
}

export function createVisitor(origin: string, fetch: typeof globalThis.fetch): Visitor {
  const jar = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'sec-fetch-site': 'same-origin', origin, cookie, ...init.headers };
    const response = await fetch(new URL(path, origin).href, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
    call: (method, path, csrfToken) =>
      send(path, { method, headers: csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken } }),
  };
}

/** What the form that is sent to `action` carries along unseen. @throws where the page has no such form */
export function hiddenFields(page: string, action: string): Record<string, string> {
  const form = page.split('<form').find((part) => part.split('>')[0]?.includes(`action="${action}"`));
  if (form === undefined) throw new Error(`The page has no form for ${action}.`);
  const fields = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries(Array.from(fields, ([, name = '', value = '']) => [name, value]));
}

/** Fills in the sign-in form at this address; answers where the browser is sent. */
export async function signIn(
  visitor: Visitor,
  path: string,
  person: { readonly email: string; readonly password: string },
): Promise<string> {
  const page = await (await visitor.get(path)).text();
  const { email, password } = person;
  return goal(await visitor.post('/sign-in', { ...hiddenFields(page, '/sign-in'), email, password }));
}

/** Reads the consent page at this address and presses a button; answers where the browser is sent. */
export async function decide(visitor: Visitor, path: string, decision: 'allow' | 'deny'): Promise<string> {
  const page = await (await visitor.get(path)).text();
  return await press(visitor, page, decision);
}

export async function press(visitor: Visitor, page: string, decision: 'allow' | 'deny'): Promise<string> {
  const action = '/oauth/authorize';
  return goal(await visitor.post(action, { ...hiddenFields(page, action), ...tickedBoxes(page), decision }));
}

/** The boxes of a page that are ticked as it is shown. */
function tickedBoxes(page: string): Record<string, string> {
  const boxes = page.matchAll(/<input type="checkbox" [^>]*name="([^"]*)" value="on" checked/g);
  return Object.fromEntries(Array.from(boxes, ([, name = '']) => [name, 'on']));
}

/** Where a redirect leads. @throws for an answer that is none */
export function goal(response: Response): string {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`A redirect was due, and ${response.status} came.`);
  return location;
}
