import type { Writer } from '@gatehouse/database';
import { keyedHash, keyedHashes } from '@gatehouse/service';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { Binding } from './binding-store.ts';
import { tellOfWayOut } from './tell-of-way-out.ts';
import { claimWayOut, replaceWayOuts } from './way-out-store.ts';

const purpose = 'way out of a provider';
const count = 8;
/** As many bits as sixteen letters of 32 have. A code is worth nothing without its bearer's own password. */
const bytes = 10;

/** New codes in place of all earlier ones; what is returned is shown once. */
export async function renewWayOuts(
  house: Pick<House, 'keys' | 'random' | 'clock'>,
  tx: Writer<Tables>,
  companyId: number,
  providerId: number,
): Promise<readonly string[]> {
  const codes = Array.from({ length: count }, () => newCode(house));
  const hashes = codes.map((code) => keyedHash(house.keys, purpose, bound(providerId, code)));
  await replaceWayOuts(tx, companyId, { providerId, hashes, now: house.clock.now() });
  return codes.map((code) => code.replace(/.{4}(?=.)/g, '$&-'));
}

/** Uses a code up, audited, and told to the company's admins; false for one that is wrong or was used. */
export async function takeWayOut(
  house: Pick<House, 'keys' | 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  binding: Binding,
  { personId, typed }: { readonly personId: number; readonly typed: string },
): Promise<boolean> {
  const { providerId, companyId } = binding;
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (code === '') return false;
  const hashes = keyedHashes(house.keys, purpose, bound(providerId, code));
  if (!(await claimWayOut(tx, companyId, { providerId, hashes, personId, now: house.clock.now() })))
    return false;
  await record(house, tx, origin, {
    event: 'identity_provider.way_out_used',
    companyId,
    subject: `person:${personId}`,
    details: { identity_provider_id: providerId },
  });
  await tellOfWayOut(house, tx, binding, personId);
  return true;
}

/** Letters and digits that nobody takes for one another, five bits each. */
function newCode({ random }: Pick<House, 'random'>): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789';
  let number = BigInt(`0x${Buffer.from(random.bytes(bytes)).toString('hex')}`);
  let code = '';
  for (let at = 0; at < (bytes * 8) / 5; at += 1) {
    code += letters[Number(number % 32n)];
    number /= 32n;
  }
  return code;
}

function bound(providerId: number, code: string): string {
  return `${providerId} ${code}`;
}
