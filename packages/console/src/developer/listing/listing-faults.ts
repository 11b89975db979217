export interface ListingTexts {
  readonly tagline: string;
  readonly about: string;
  readonly email: string;
  readonly website: string;
}

export type ListingFault = 'missing' | 'long' | 'email' | 'website';

/** What is wrong with a marketplace page before it is sent; the server has the last word. */
export function listingFaults(texts: ListingTexts): Partial<Record<keyof ListingTexts, ListingFault>> {
  const { tagline, about, email, website } = texts;
  return {
    ...(tagline.trim() === '' && { tagline: 'missing' }),
    ...(tagline.length > 100 && { tagline: 'long' }),
    ...(about.trim() === '' && { about: 'missing' }),
    ...(email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && { email: 'email' }),
    ...(website !== '' && !isHttps(website) && { website: 'website' }),
  };
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
