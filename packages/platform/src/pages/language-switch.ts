import type { FastifyRequest } from 'fastify';
import { type Keeper, sealReturnTo } from './return-path.ts';

/** The page's own address for its language switch; undefined where it cannot be asked for again. */
export function languageSwitch(
  house: Keeper,
  request: Pick<FastifyRequest, 'method' | 'url'>,
): string | undefined {
  return request.method === 'GET' ? sealReturnTo(house, withoutLanguage(request.url)) : undefined;
}

/** A language asked for in the address would win over the one just chosen. */
function withoutLanguage(url: string): string {
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/.exec(url) ?? [];
  const kept = query.split('&').filter((pair) => pair !== '' && !pair.startsWith('lang='));
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}
