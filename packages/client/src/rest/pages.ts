import { parseLink } from './link-header.ts';
import type { Call, Transport } from './transport.ts';

/** One page of a list, and what its headers say of the whole. */
export type Page<Item> = {
  items: Item[];
  /** All items the caller may see, on every page together. */
  total: number | undefined;
  /** The page size the server has used, which may be smaller than the one asked for. */
  perPage: number | undefined;
};

/** A paginated list. Iterating it walks all items, one page at a time, fetched only when reached. */
export class Pages<Item> implements AsyncIterable<Item> {
  readonly #transport: Transport;
  readonly #first: Call;

  constructor(transport: Transport, first: Call) {
    this.#transport = transport;
    this.#first = first;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** Page by page, with Total and Per-Page. */
  async *pages(): AsyncGenerator<Page<Item>, void, undefined> {
    let call: Call | undefined = this.#first;
    while (call) {
      const response: Response = await this.#transport.send(call);
      const items = (await this.#transport.read(response)) as Item[];
      yield { items, total: count(response, 'total'), perPage: count(response, 'per-page') };
      // An empty page ends the list whatever its Link says: a server cannot keep us turning pages for ever.
      call = items.length > 0 ? nextCall(response, call) : undefined;
    }
  }

  /** Everything in one array. */
  async all(): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this) items.push(item);
    return items;
  }
}

/** Only path and query are taken from `rel="next"`: the token goes to the origin we were given and to no other. */
function nextCall(response: Response, { companyId, signal }: Call): Call | undefined {
  const next = parseLink(response.headers.get('link')).get('next');
  if (next === undefined) return undefined;
  const here = new URL(response.url);
  const { pathname, search } = new URL(next, here);
  // A list whose next page is itself would never end.
  if (pathname === here.pathname && search === here.search) return undefined;
  return { path: pathname + search, companyId, signal };
}

function count(response: Response, name: string): number | undefined {
  const text = response.headers.get(name);
  return text !== null && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}
