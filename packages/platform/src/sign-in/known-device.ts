import { sealedCookies } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';

const cookieName = '__Host-gatehouse-device';
const oneYear = 365 * 24 * 60 * 60;
const mostPeople = 5;

interface Device {
  readonly id: string;
  /** Who has signed in here, latest first, and when; earlier cookies did not say when. */
  readonly people: readonly (number | readonly [personId: number, at: number])[];
}

/**
 * The id of this browser, if this very person has signed in with it, and not last before `since`. It opens nothing: see
 * `Throttle`.
 */
export function knownDeviceOf(
  house: House,
  request: FastifyRequest,
  personId: number,
  since = 0,
): string | undefined {
  const device = read(house, request);
  return device?.people.some((entry) => idOf(entry) === personId && atOf(entry) >= since)
    ? device.id
    : undefined;
}

/** The `Set-Cookie` value by which this browser is known for this person from now on. */
export function rememberDevice(house: House, request: FastifyRequest, personId: number): string {
  const device = read(house, request);
  const others = device?.people.filter((entry) => idOf(entry) !== personId) ?? [];
  const next: Device = {
    id: device?.id ?? Buffer.from(house.random.bytes(16)).toString('base64url'),
    people: [[personId, house.clock.now()] as const, ...others].slice(0, mostPeople),
  };
  const cookies = sealedCookies(house.keys, house.clock, house.random);
  return cookies.seal(cookieName, JSON.stringify(next), oneYear);
}

function read(house: House, request: FastifyRequest): Device | undefined {
  const cookies = sealedCookies(house.keys, house.clock, house.random);
  const text = cookies.read(cookieName, request.headers.cookie);
  return text === undefined ? undefined : (JSON.parse(text) as Device);
}

type Entry = Device['people'][number];
const idOf = (entry: Entry) => (typeof entry === 'number' ? entry : entry[0]);
const atOf = (entry: Entry) => (typeof entry === 'number' ? 0 : entry[1]);
