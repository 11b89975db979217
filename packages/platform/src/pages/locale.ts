import type { FastifyRequest } from 'fastify';
import { type Locale, locales } from './messages/messages.ts';

/** Not sealed: a language is no secret, and a wrong one is dropped. */
export const localeCookie = '__Host-gatehouse-locale';
const oneYear = 365 * 24 * 60 * 60;

/**
 * The language of a page: what the person has set; else what the address asks for (`lang`); else what was chosen in
 * this browser; else what the app asks for (`ui_locales`, OpenID Connect Core section 3.1.2.1); else what the browser
 * prefers (RFC 9110 section 12.5.4). A person's choice is never overruled by an app's.
 */
export function localeOf(
  request: Pick<FastifyRequest, 'headers' | 'query'>,
  person?: { readonly locale: Locale | null },
): Locale {
  const asked = (request.query ?? {}) as Readonly<Record<string, unknown>>;
  return (
    person?.locale ??
    localeAsked(asked.lang) ??
    localeIn(cookieValue(request.headers.cookie)) ??
    localeAsked(asked.ui_locales) ??
    preferredLocale(request.headers['accept-language']) ??
    'en'
  );
}

/** The first language of ours in a space-separated list, as `ui_locales` is written. */
function localeAsked(value: unknown): Locale | undefined {
  return typeof value === 'string' ? firstLocale(value.split(' ', 20)) : undefined;
}

/** The first language of ours in an Accept-Language header, by weight. */
export function preferredLocale(header: string | undefined): Locale | undefined {
  const ranges = (header ?? '').split(',', 20).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
    return { tag, weight: /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0 };
  });
  const wanted = ranges.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  return firstLocale(wanted.map(({ tag }) => tag));
}

/** The `Set-Cookie` value that keeps the choice in this browser. */
export function keepLocale(locale: Locale): string {
  return `${localeCookie}=${locale}; Path=/; Max-Age=${oneYear}; HttpOnly; Secure; SameSite=Lax`;
}

/** Reads `es-MX` as `es`; undefined for what we do not speak. */
export function localeIn(tag: string | undefined): Locale | undefined {
  const language = tag?.split('-', 1)[0]?.toLowerCase();
  return locales.find((locale) => locale === language);
}

function firstLocale(tags: readonly string[]): Locale | undefined {
  for (const tag of tags) {
    const locale = localeIn(tag);
    if (locale !== undefined) return locale;
  }
  return undefined;
}

function cookieValue(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${localeCookie}=`))?.slice(localeCookie.length + 1);
}
