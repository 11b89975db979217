import type { House } from '../house.ts';
import type { Resolve } from '../outbound/judged-lookup.ts';
import { fetchDocument } from './fetch-document.ts';

/** How long a document is kept where it says nothing, at least and at most. */
const usual = 5 * 60_000;
const shortest = 60_000;
const longest = 24 * 60 * 60_000;
/** Nobody can make us knock at a door that stays shut more often than this. */
const refusedFor = 30_000;
const most = 1_000;

export interface DocumentCache<Document> {
  /** The document at this address, fetched where none is kept; undefined where there is none that counts. */
  get(url: string): Promise<Document | undefined>;
  /** Whether `get` would answer without asking anybody. */
  has(url: string): boolean;
}

interface Kept<Document> {
  readonly until: number;
  readonly document: Promise<Document | undefined>;
}

/** A bounded memory of one node, by the rules of HTTP; however many ask at once, one request goes out. */
export function documentCache<Document>(
  { clock, settings }: Pick<House, 'clock' | 'settings'>,
  read: (url: string, text: string) => Document | undefined,
  resolve?: Resolve,
): DocumentCache<Document> {
  const kept = new Map<string, Kept<Document>>();
  const rules = { privateAllowed: settings.clientDocuments === 'from_private_addresses_too' };

  async function fetched(url: string): Promise<Document | undefined> {
    const found = await fetchDocument(url, rules, resolve);
    const document = found && read(url, found.text);
    const life = document === undefined ? refusedFor : lifeBy(found?.cacheControl ?? '');
    const entry = kept.get(url);
    if (entry !== undefined) kept.set(url, { ...entry, until: clock.now() + life });
    return document;
  }

  const has = (url: string) => (kept.get(url)?.until ?? 0) > clock.now();
  return {
    has,
    get(url) {
      const known = kept.get(url);
      if (known !== undefined && has(url)) return known.document;
      kept.delete(url);
      const entry = Promise.withResolvers<Document | undefined>();
      kept.set(url, { until: Number.POSITIVE_INFINITY, document: entry.promise });
      entry.resolve(fetched(url));
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return entry.promise;
    },
  };
}

/** RFC 9111 section 5.2.2, within our bounds: a document that may not be kept is still not fetched for every click. */
function lifeBy(cacheControl: string): number {
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return shortest;
  const seconds = /\bmax-age=(\d{1,9})\b/i.exec(cacheControl)?.[1];
  return seconds === undefined ? usual : Math.min(Math.max(Number(seconds) * 1000, shortest), longest);
}
