import { type KeyRing, open, type Random, seal } from '@gatehouse/service';
import type { Environment } from '../schema/tables.ts';

/** What a subscription's secret is bound to: moved to another app or address, it does not open. */
export interface SecretPlace {
  readonly appId: number;
  readonly environment: Environment;
  readonly url: string;
}

/** 256 random bits behind a prefix that leak scanners recognise. */
export function makeSigningSecret(random: Random): string {
  return `ghw_${Buffer.from(random.bytes(32)).toString('base64url')}`;
}

export function sealSigningSecret(keys: KeyRing, random: Random, place: SecretPlace, secret: string): string {
  return seal(keys, random, contextOf(place), Buffer.from(secret));
}

/** @throws where the row was tampered with, or its key is gone: nothing is ever sent unsigned. */
export function openSigningSecret(keys: KeyRing, place: SecretPlace, sealed: string): string {
  const opened = open(keys, contextOf(place), sealed);
  if (opened === undefined) throw new Error('the secret of an event subscription does not open');
  return Buffer.from(opened).toString();
}

function contextOf({ appId, environment, url }: SecretPlace) {
  return { purpose: 'event-subscription', associatedData: [`app:${appId}`, environment, url] } as const;
}
