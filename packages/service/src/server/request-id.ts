import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { ulid } from '../ulid.ts';
import type { TrustsAddress } from './trusted-proxies.ts';

/**
 * Names each request. A proxy's own id is taken over, so that one request has one name in all logs; from
 * anyone else it could forge log lines or audit rows.
 */
export function requestIds(clock: Clock, random: Random, trusts: TrustsAddress) {
  return (request: IncomingMessage): string => {
    const given = request.headers['x-request-id'];
    const acceptable = typeof given === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(given);
    return acceptable && trusts(request.socket.remoteAddress) ? given : ulid(clock, random);
  };
}
