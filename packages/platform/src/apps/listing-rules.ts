import { textFault } from './text-rules.ts';

/** What is wrong with a marketplace page, by field; undefined where nothing is. Both links are shown to strangers. */
export function listingFaults(listing: {
  readonly tagline: string;
  readonly about: string;
  readonly support_email: string | null;
  readonly website: string | null;
}): Record<string, string[]> | undefined {
  const faults = Object.entries({
    tagline: textFault(listing.tagline, 'line'),
    about: listing.about === '' ? 'is missing: say what the app does' : textFault(listing.about, 'long'),
    support_email: emailFault(listing.support_email),
    website: websiteFault(listing.website),
  }).flatMap(([field, fault]) =>
    fault === undefined ? [] : [[field, [fault]] satisfies [string, string[]]],
  );
  return faults.length === 0 ? undefined : Object.fromEntries(faults);
}

function emailFault(email: string | null): string | undefined {
  if (email === null || (email.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(email)))
    return undefined;
  return 'must be an address like help@example.com';
}

/** A link that a page of ours will show: never a scheme that acts in the reader's browser. */
function websiteFault(website: string | null): string | undefined {
  if (website === null || (website.length <= 2_000 && isHttps(website))) return undefined;
  return 'must be an address that begins with https://';
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && text === text.trim();
}
