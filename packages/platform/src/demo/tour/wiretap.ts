import { glimpseOfAnswer, glimpseOfHeaders, glimpseOfPath, glimpseOfRequest } from './glimpse.ts';
import type { Narrator } from './narrator.ts';

/** A fetch that tells what is sent and what comes back, and changes neither. */
export function tapped(narrator: Narrator, origin: string): typeof globalThis.fetch {
  const local = (url: string) => (url.startsWith(origin) ? url.slice(origin.length) : url);
  return async (input, init = {}) => {
    const { method = 'GET', body } = init;
    const path = glimpseOfPath(local(input instanceof Request ? input.url : String(input)));
    const sent = [path, glimpseOfHeaders(new Headers(init.headers)), glimpseOfRequest(body)];
    narrator.sent(`${method.padEnd(6)} ${sent.filter((part) => part !== '').join('  ')}`);
    const response = await fetch(input, { redirect: 'manual', ...init });
    const location = response.headers.get('location');
    const line = location === null ? await glimpse(response) : `to ${glimpseOfPath(local(location))}`;
    narrator.received(response.status, line);
    return response;
  };
}

async function glimpse(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (/^(?:text\/html|application\/json)/.test(type))
    return glimpseOfAnswer(type, await response.clone().text());
  const length = response.headers.get('content-length');
  return length === null ? type : `${length} bytes of ${type}`;
}
