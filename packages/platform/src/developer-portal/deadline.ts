import { instantFrom } from '../rest/timestamp.ts';

const day = 86_400_000;
const usual = 7 * day;
const longest = 90 * day;

export type ReadDeadline =
  | { readonly ok: true; readonly deadline: number }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string[]>> };

/** Until when an old secret works beside the new one: as asked, or seven days. 0 seconds ends a leaked one now. */
export function readDeadline(
  asked: {
    readonly old_expires_at?: string | undefined;
    readonly expire_old_in_seconds?: number | undefined;
  },
  now: number,
): ReadDeadline {
  const { old_expires_at: at, expire_old_in_seconds: seconds } = asked;
  if (at !== undefined && seconds !== undefined)
    return no('old_expires_at', 'says the same as expire_old_in_seconds: send one of them');
  if (seconds !== undefined) {
    if (seconds * 1_000 > longest)
      return no('expire_old_in_seconds', `is too late: send at most ${longest / 1_000}`);
    return { ok: true, deadline: now + seconds * 1_000 };
  }
  if (at === undefined) return { ok: true, deadline: now + usual };
  const deadline = instantFrom(at);
  if (deadline === undefined) return no('old_expires_at', 'must be a time like 2026-01-31T12:00:00Z');
  if (deadline < now) return no('old_expires_at', 'is past: send a time to come, or expire_old_in_seconds 0');
  if (deadline > now + longest) return no('old_expires_at', 'is too late: send a time within 90 days');
  return { ok: true, deadline };
}

function no(field: string, message: string): ReadDeadline {
  return { ok: false, errors: { [field]: [message] } };
}
