import {
  type ClientRequestArgs,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plain,
} from 'node:http';
import https, { Agent as SecureAgent, request as secure } from 'node:https';

type Fetch = typeof globalThis.fetch;

/** Leaves what brings JSON to `fetch`, and gets bytes by itself where it need not ask a proxy for them. */
export function bytesApart(fetch: Fetch): Fetch {
  return async (input, init = {}) => {
    const headers = new Headers(init.headers);
    const wantsBytes = (init.method ?? 'GET') === 'GET' && (headers.get('accept') ?? '*/*') === '*/*';
    // What `NODE_USE_ENV_PROXY` says is for fetch and for connections of this agent, and not for those of another.
    const isProxied = https.globalAgent.options.proxyEnv !== undefined;
    if (!wantsBytes || isProxied || typeof input !== 'string') return await fetch(input, init);
    // Some firewalls let nobody pass who does not say what they are.
    if (!headers.has('user-agent')) headers.set('user-agent', 'gatehouse-drive');
    return await fetchBytes({ url: new URL(input), headers, signal: init.signal ?? undefined });
  };
}

interface Asked {
  readonly url: URL;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
}

/** How often another address may be named instead. */
const mostHops = 5;

/**
 * Gets bytes as fetch does, for half of its processor time and of its memory: it has new memory for all that arrives,
 * which the system has to clear first.
 * @throws TypeError as fetch does, with what happened as its cause
 */
async function fetchBytes(asked: Asked, hops = mostHops): Promise<Response> {
  const { url, headers, signal } = asked;
  const answer = await answerTo(asked);
  const { statusCode: status = 0, rawHeaders } = answer;
  const { location } = answer.headers;
  if (location !== undefined && [301, 302, 303, 307, 308].includes(status)) {
    answer.destroy();
    const next = URL.parse(location, url.href);
    if (hops === 0 || next === null || !['http:', 'https:'].includes(next.protocol))
      throw failed(new Error('an address that leads nowhere'));
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw failed(new Error('an address that anybody on the way could read along'));
    const given = new Headers(headers);
    // Elsewhere the address is the permission: a token is nobody's business there.
    if (next.origin !== url.origin) given.delete('authorization');
    return await fetchBytes({ url: next, headers: given, signal }, hops - 1);
  }
  if (status < 200 || status > 599) {
    answer.destroy();
    throw failed(new Error(`an answer that is none: ${status}`));
  }
  const told = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    told.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  const hasBody = ![204, 205, 304].includes(status);
  if (!hasBody) answer.resume();
  return new Response(hasBody ? streamOf(answer, signal) : null, { status, headers: told });
}

async function answerTo({ url, headers, signal }: Asked): Promise<IncomingMessage> {
  for (let isFirst = true; ; isFirst = false) {
    const options = { headers: Object.fromEntries(headers), ...(signal && { signal }) };
    const request =
      url.protocol === 'https:'
        ? secure(url, { ...options, agent: secureAgent })
        : plain(url, { ...options, agent: plainAgent });
    try {
      return await new Promise<IncomingMessage>((resolve, reject) => {
        request.once('response', resolve).once('error', reject);
        // After what is no answer, as that the connection is another one's now, nothing else is told.
        request.once('close', () => reject(new Error('no answer'))).end();
      });
    } catch (error) {
      // The server closed a connection that had lain idle in the moment it was used again: it has not heard of this call.
      const { code } = error as NodeJS.ErrnoException;
      if (isFirst && request.reusedSocket && code === 'ECONNRESET' && !signal?.aborted) continue;
      throw signal?.aborted ? signal.reason : failed(error);
    }
  }
}

function streamOf(answer: IncomingMessage, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const chunks = answer[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next().catch((error: unknown) => {
          throw signal?.aborted ? signal.reason : failed(error);
        });
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel() {
        // Whoever has asked for nothing yet has begun nothing that could be ended.
        answer.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

const failed = (cause: unknown) => new TypeError('the bytes did not come', { cause });

/** What one connection reads at a time, over and over into the same memory: the parser of HTTP copies what it hands on. */
const roomSize = 256 * 1024;

/** Has a connection read into a room of its own. */
function inRoom(options: ClientRequestArgs, connect: (options: ClientRequestArgs) => Connection): Connection {
  const onread = {
    buffer: Buffer.allocUnsafeSlow(roomSize),
    callback(length: number, room: Uint8Array) {
      connection?.emit('data', room.subarray(0, length));
      return true;
    },
  };
  const connection = connect(Object.assign({ onread }, options));
  return connection;
}

type Connection = ReturnType<PlainAgent['createConnection']>;

class PlainRooms extends PlainAgent {
  override createConnection(options: ClientRequestArgs): Connection {
    return inRoom(options, (all) => super.createConnection(all));
  }
}

class SecureRooms extends SecureAgent {
  override createConnection(options: ClientRequestArgs): Connection {
    return inRoom(options, (all) => super.createConnection(all));
  }
}

const plainAgent = new PlainRooms({ keepAlive: true });
const secureAgent = new SecureRooms({ keepAlive: true });
