import { secureUrl } from '../secure-url.ts';
import type { Surroundings } from '../surroundings.ts';
import { errorOf } from './api-errors.ts';
import type { Authorizer } from './authorizer.ts';
import { inPieces } from './in-pieces.ts';
import { type Query, queryString } from './query-string.ts';
import { readJson } from './read-json.ts';
import { retryWait } from './retry-wait.ts';
import { StreamedForm } from './streamed-form.ts';

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the server: `/rest/v1.0/me`. */
  path: string;
  query?: Query;
  /** Sent as Procore-Company-Id; every call needs it but those on me and companies. */
  companyId?: number | undefined;
  /** JSON, a form for binary parts, or bytes alone. Never a stream: a call may have to be sent again. */
  body?: object | FormData | StreamedForm | Blob;
  /** Conditions and ranges; never what makes the call the caller's own. */
  headers?: Readonly<Record<string, string>>;
  /** The media type wanted. Default JSON. */
  accept?: string;
  signal?: AbortSignal | undefined;
};

export type Manners = {
  /** How often one call is sent while the server asks to wait. Default 5. */
  attempts: number;
  /** The longest single wait that is still waited out, in milliseconds. Default 60 000. */
  longestWaitMs: number;
  /** The longest JSON that is read, in bytes. Default 256 MiB: a folder of a hundred thousand files is shorter. */
  longestAnswer: number;
};

/** Sends calls to the API: authorized, patient with rate limits, with one fresh token after a 401. */
export class Transport {
  readonly #origin: string;
  readonly #authorizer: Authorizer;
  readonly #manners: Manners;
  readonly #world: Surroundings;

  constructor(baseUrl: string, authorizer: Authorizer, manners: Manners, world: Surroundings) {
    this.#origin = secureUrl(baseUrl).origin;
    this.#authorizer = authorizer;
    this.#manners = manners;
    this.#world = world;
  }

  /** The answer to a call, once it is a success. Throws ApiError, NotConnected or RateLimited otherwise. */
  async send(call: Call): Promise<Response> {
    const search = queryString(call.query ?? {});
    const url = this.#origin + call.path + (search && `?${search}`);
    const headers = await this.#authorizer.authorize();
    let response = await this.#patiently(url, call, headers);
    const better = response.status === 401 ? await this.#authorizer.reauthorize(headers) : undefined;
    if (better) {
      await response.body?.cancel();
      response = await this.#patiently(url, call, better);
    }
    if (!response.ok) throw await errorOf(response, retryWait(response.headers, this.#world.clock.now()));
    return response;
  }

  /** The JSON answer to a call; undefined for 204. The type is the caller's knowledge of the wire. */
  async json<Answer>(call: Call): Promise<Answer> {
    const response = await this.send(call);
    return (response.status === 204 ? undefined : await this.read(response)) as Answer;
  }

  /** The JSON of an answer, unless it is longer than any may be. */
  read(response: Response): Promise<unknown> {
    return readJson(response, this.#manners.longestAnswer);
  }

  /**
   * The bytes behind a URL that the API has named. Credentials go to the API alone: elsewhere the URL itself is
   * the permission, and on a redirect to another origin fetch drops the Authorization header.
   */
  async download(
    url: string,
    companyId: number,
    { signal, headers = {} }: Pick<Call, 'signal' | 'headers'> = {},
  ): Promise<Response> {
    const { origin, pathname, search } = secureUrl(new URL(url, this.#origin).href);
    if (origin === this.#origin) {
      return this.send({ path: pathname + search, companyId, accept: '*/*', headers, signal });
    }
    const response = await this.#world.fetch(url, { credentials: 'omit', headers, signal: signal ?? null });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async #patiently(url: string, call: Call, authorization: Record<string, string>): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#world.fetch(url, requestOf(call, authorization, this.#world.random));
      if (attempt >= this.#manners.attempts) return response;
      const wait = this.#waitAsked(response);
      if (wait === undefined) return response;
      await response.body?.cancel();
      await this.#world.sleep(wait);
    }
  }

  /** Only a wait that the server names is proof that it has not acted, so that sending again is safe for any method. */
  #waitAsked(response: Response): number | undefined {
    const mayRepeat =
      response.status === 429 || (response.status === 503 && response.headers.has('retry-after'));
    if (!mayRepeat) return undefined;
    const wait = retryWait(response.headers, this.#world.clock.now());
    return wait !== undefined && wait <= this.#manners.longestWaitMs ? wait : undefined;
  }
}

/** What a stream is sent with; browsers know it, and the types of their API do not yet. */
type StreamingRequest = RequestInit & { readonly duplex?: 'half' };

function requestOf(
  call: Call,
  authorization: Record<string, string>,
  random: Surroundings['random'],
): StreamingRequest {
  const { method = 'GET', companyId, body, accept = 'application/json', signal } = call;
  const headers = new Headers({ accept, ...call.headers, ...authorization });
  if (companyId !== undefined) headers.set('procore-company-id', String(companyId));
  const request = { method, headers, signal: signal ?? null };
  if (body === undefined) return request;
  // A form brings its own content type, with the boundary in it.
  if (body instanceof FormData) return { ...request, body };
  if (body instanceof StreamedForm) {
    const boundary = Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    headers.set('content-type', `multipart/form-data; boundary=${boundary}`);
    return { ...request, body: body.stream(boundary), duplex: 'half' };
  }
  headers.set('content-type', body instanceof Blob ? 'application/octet-stream' : 'application/json');
  return { ...request, body: body instanceof Blob ? inPieces(body) : JSON.stringify(body) };
}
