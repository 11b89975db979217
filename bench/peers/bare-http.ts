// The ceiling: node:http alone. It reads and parses the same requests and gives the same bytes, and keeps nothing.
import { once } from 'node:events';
import type { Grounds } from '../systems/system.ts';
import { announce, answer, formOf, listen } from './peer.ts';

/** From the parent: what another system answered to each request, and that system's grounds to be imitated. */
export interface Imitation {
  readonly grounds: Grounds;
  readonly token: string;
  readonly refreshed: string;
  readonly introspection: string;
  readonly listing: string;
}

const { url, serve } = await listen();
const [imitation] = (await once(process, 'message')) as [Imitation];
const { paths } = imitation.grounds;
const listing = new URL(paths.listing, url);

serve(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', url);
  if (pathname === listing.pathname) {
    const isBearer = /^Bearer \S+$/.test(request.headers.authorization ?? '');
    const known = isBearer && searchParams.get('project_id') === listing.searchParams.get('project_id');
    return answer(response, known ? 200 : 400, {}, imitation.listing);
  }
  const form = await formOf(request);
  const { grant_type: grantType, client_id: clientId, client_secret: secret } = form;
  const status = clientId && secret ? 200 : 400;
  if (pathname === paths.introspection) return answer(response, status, {}, imitation.introspection);
  const body = grantType === 'refresh_token' ? imitation.refreshed : imitation.token;
  answer(response, status, {}, body);
});

announce({ ...imitation.grounds, url });
