import { keyedHash, ulid, verifyKeyedHash } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { Parameters } from './parameters.ts';
import { findPushedRequest, openPushedRequest } from './pushed-request-store.ts';

const purpose = 'pushed-request';
const prefix = 'urn:ietf:params:oauth:request_uri:';
const pattern = /^urn:ietf:params:oauth:request_uri:([0-9a-z]{26})\.[A-Za-z0-9_-]{43}$/;

/** How long a pushed request waits for its browser (RFC 9126 section 2.2), and then for the person in it. */
export const pushedFor = 60_000;
const openedFor = 15 * 60_000;

/** `urn:ietf:params:oauth:request_uri:<row id>.<256 random bits>`. */
export function makeReference(house: Pick<House, 'clock' | 'random' | 'keys'>) {
  const id = ulid(house.clock, house.random);
  const uri = `${prefix}${id}.${Buffer.from(house.random.bytes(32)).toString('base64url')}`;
  return { id, uri, hash: keyedHash(house.keys, purpose, uri) };
}

/** An authorization request as it counts: that of the address, or the one its `request_uri` names. */
export interface BroughtRequest {
  readonly parameters: Parameters;
  /** The pushed request that a decision uses up; null for one in the address. */
  readonly pushedId: string | null;
}

/**
 * The request that a browser brings for this client. With a `request_uri` nothing else in the address counts (RFC
 * 9126 section 4). Undefined for a reference that is somebody else's, used or expired, or none of ours: nothing is
 * ever fetched from anywhere (check JA-05).
 */
export async function broughtRequest(
  house: House,
  clientId: string,
  parameters: Parameters,
): Promise<BroughtRequest | undefined> {
  if (parameters.faults.has('request_uri')) return undefined;
  const uri = parameters.values.get('request_uri');
  if (uri === undefined || house.settings.pushedRequests === 'off') return { parameters, pushedId: null };
  const id = pattern.exec(uri)?.[1];
  if (id === undefined) return undefined;
  const row = await house.database.read((tx) => findPushedRequest(tx, clientId, id));
  const now = house.clock.now();
  if (row === undefined || row.used_at !== null || row.expires_at <= now) return undefined;
  if (!verifyKeyedHash(house.keys, purpose, uri, row.reference_hash)) return undefined;
  if (row.opened_at === null)
    await house.database.write((tx) =>
      openPushedRequest(tx, clientId, id, { now, expiresAt: now + openedFor }),
    );
  const values = new Map(Object.entries(JSON.parse(row.parameters) as Record<string, string>));
  return { parameters: { values, faults: new Map() }, pushedId: id };
}
