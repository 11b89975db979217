import { type KeyRing, keyedHash, verifyKeyedHash } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { UrlOf } from './file-view.ts';

const purpose = 'download-url';
const hour = 3_600_000;
const hoursToLive = 24;

type Signing = Pick<House, 'clock' | 'keys' | 'issuer'>;
type Where = Pick<Place, 'companyId' | 'projectId'>;

/**
 * Addresses of the bytes of versions in one place. An address names company and project under our signature, so that
 * a client may call it with nothing but its token; it opens nothing by itself. It stays the same for an hour, lest
 * two listings of an unchanged folder differ.
 */
export function versionUrls({ clock, keys, issuer }: Signing, place: Where): UrlOf {
  const expires = (Math.floor(clock.now() / hour) + hoursToLive + 1) * (hour / 1000);
  const { companyId, projectId } = place;
  const [before, after] =
    projectId === null
      ? [`${issuer}/rest/v1.0/companies/${companyId}/file_versions/`, '/download?']
      : [`${issuer}/rest/v1.0/file_versions/`, `/download?company_id=${companyId}&project_id=${projectId}&`];
  const signed = signaturesUntil(keys, expires);
  return ({ id }) => {
    // Of letters, digits, `-`, `_` and `.` alone: as it is, it may stand in a query.
    const sig = signed(signedText(place, id, expires));
    return `${before}${id}${after}expires=${expires}&sig=${sig}`;
  };
}

/**
 * Signatures of addresses, remembered for the hour in which they stay the same: a folder is listed more often than
 * that. Only what we sign is, never what somebody presents.
 */
function signaturesUntil(keys: KeyRing, expires: number): (text: string) => string {
  const known = remembered.get(keys);
  const signatures = known?.expires === expires ? known : { expires, byText: new Map<string, string>() };
  if (signatures !== known) remembered.set(keys, signatures);
  const { byText } = signatures;
  return (text) => {
    const before = byText.get(text);
    if (before !== undefined) return before;
    const sig = keyedHash(keys, purpose, text);
    if (byText.size >= mostRemembered) byText.clear();
    byText.set(text, sig);
    return sig;
  };
}

const mostRemembered = 20_000;
const remembered = new WeakMap<KeyRing, { readonly expires: number; readonly byText: Map<string, string> }>();

/** Whether an address was made by us, for exactly this version in exactly this place, and still holds. */
export function downloadUrlHolds(
  { clock, keys }: Signing,
  place: Where,
  versionId: number,
  { expires, sig }: { readonly expires: number; readonly sig: string },
): boolean {
  if (expires * 1000 <= clock.now()) return false;
  return verifyKeyedHash(keys, purpose, signedText(place, versionId, expires), sig);
}

function signedText({ companyId, projectId }: Where, versionId: number, expires: number): string {
  return JSON.stringify([companyId, projectId, versionId, expires]);
}
