import { formsOf, type HtmlForm } from './html-forms.ts';

/** A browser without a window that knows nothing of the server but HTML: it fills in the forms it is shown. */
export interface Browser {
  get(path: string): Promise<Page>;
  /** Sends a form as its button does; fields that the page did not fill are given. */
  submit(form: HtmlForm, given: Readonly<Record<string, string>>, from?: Page): Promise<Page>;
  /** Goes to a page that wants to know who one is, and through its form. @throws where that fails */
  signIn(path: string, person: { readonly email: string; readonly password: string }): Promise<void>;
  /** Opens an authorization request and answers it; where the browser is sent then. */
  decide(path: string, answer: 'allow' | 'deny'): Promise<string>;
  cookies(): readonly string[];
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly forms: readonly HtmlForm[];
  /** Where a redirect leads, absolute. */
  readonly location: string | null;
}

export function openBrowser(origin: string): Browser {
  const jar = new Map<string, string>();

  async function visit(
    url: string,
    body?: URLSearchParams,
    extra: Record<string, string> = {},
  ): Promise<Page> {
    const headers: Record<string, string> = {
      ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...(body === undefined ? {} : { origin: new URL(origin).origin, 'sec-fetch-site': 'same-origin' }),
      ...extra,
    };
    const response = await fetch(url, {
      redirect: 'manual',
      headers,
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    const text = await response.text();
    const location = response.headers.get('location');
    return {
      url,
      status: response.status,
      headers: response.headers,
      text,
      forms: formsOf(text),
      location: location === null ? null : new URL(location, url).href,
    };
  }

  const within = (location: string | null): location is string =>
    location !== null && new URL(location).origin === new URL(origin).origin;

  /** Follows redirects as long as they stay with the server. */
  async function settle(page: Page): Promise<Page> {
    let at = page;
    for (let hop = 0; within(at.location) && hop < 10; hop += 1) at = await visit(at.location);
    return at;
  }

  const browser: Browser = {
    get: (path) => visit(new URL(path, origin).href),
    submit: (form, given, from) =>
      visit(
        new URL(form.action, from?.url ?? origin).href,
        new URLSearchParams({ ...form.fields, ...given }),
      ),
    async signIn(path, { email, password }) {
      const page = await settle(await browser.get(path));
      const form = page.forms.find(({ inputs }) => inputs.some(({ type }) => type === 'password'));
      if (form === undefined) throw new Error(`${page.url} does not ask for a password.`);
      const asks = (type: string) => form.inputs.find((input) => input.type === type)?.name ?? '';
      const name = asks('email') || asks('text');
      const after = await browser.submit(form, { [name]: email, [asks('password')]: password }, page);
      if (after.status >= 400) throw new Error(`The sign-in was answered by ${after.status}.`);
    },
    async decide(path, answer) {
      const page = await settle(await browser.get(path));
      if (page.location !== null) return page.location;
      const words = answer === 'allow' ? /allow|accept|approve|yes/i : /deny|cancel|reject|no/i;
      for (const form of page.forms) {
        const button = form.buttons.find(({ name, value, text }) => words.test(`${name} ${value} ${text}`));
        if (button === undefined) continue;
        const given = button.name === '' ? {} : { [button.name]: button.value };
        const after = await settle(await browser.submit(form, given, page));
        if (after.location !== null) return after.location;
        throw new Error(`The answer was answered by ${after.status}.`);
      }
      throw new Error(`${page.url} (${page.status}) asks for no decision.`);
    },
    cookies: () => [...jar.keys()],
  };
  return browser;
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === '' || /;\s*max-age=0/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
