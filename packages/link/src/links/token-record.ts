import type { House } from '../house.ts';
import type { Pair } from '../provider/provider.ts';
import type { LinkRow } from '../schema/tables.ts';
import { RecordRefused } from '../vault/custodian.ts';
import { keyIdOf, openRecord, sealRecord } from '../vault/sealed-record.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Sealed for one generation of one link of one person. */
export async function sealTokens(
  { vault }: Pick<House, 'vault'>,
  link: Pick<LinkRow, 'id' | 'person_id'>,
  generation: number,
  { accessToken, refreshToken }: Tokens,
): Promise<{ readonly sealed: Uint8Array; readonly key_id: string }> {
  const place = { table: 'links', row: link.id, person: link.person_id, generation } as const;
  const sealed = await sealRecord(vault, place, Buffer.from(JSON.stringify([accessToken, refreshToken])));
  return { sealed, key_id: keyIdOf(sealed) };
}

/** @throws RecordRefused for anything that was not sealed for this row; there is no plain form. */
export async function openTokens(
  { vault }: Pick<House, 'vault'>,
  { id, person_id, generation, sealed }: Pick<LinkRow, 'id' | 'person_id' | 'generation' | 'sealed'>,
): Promise<Tokens> {
  if (sealed === null) throw new RecordRefused();
  const place = { table: 'links', row: id, person: person_id, generation } as const;
  const plain = await openRecord(vault.custodian, place, sealed);
  const [accessToken, refreshToken] = JSON.parse(Buffer.from(plain).toString()) as [string, string];
  plain.fill(0);
  return { accessToken, refreshToken };
}

/** When a pair ends, and when it is renewed: at 60 % of its life, give or take a tenth, so that nodes do not march. */
export function timesOf(
  { clock, random }: Pick<House, 'clock' | 'random'>,
  { expiresIn }: Pair,
): Pick<LinkRow, 'access_expires_at' | 'refresh_at' | 'refreshed_at'> {
  const now = clock.now();
  const [byte = 128] = random.bytes(1);
  const share = 0.54 + (byte / 255) * 0.12;
  return {
    access_expires_at: now + expiresIn,
    refresh_at: now + Math.floor(expiresIn * share),
    refreshed_at: now,
  };
}
