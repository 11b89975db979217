import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which the clocks may differ, and in which a recorded delivery could be played again. */
export const tolerance = 300;

/** Whether one of the secrets signed these very bytes a moment ago: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function isSigned(
  secrets: readonly string[],
  header: unknown,
  body: Uint8Array,
  now: number,
): boolean {
  const [, time = '', v1 = ''] =
    /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (v1 === '' || Math.abs(now / 1000 - Number(time)) > tolerance) return false;
  const presented = Buffer.from(v1, 'hex');
  return secrets.some((secret) =>
    timingSafeEqual(presented, createHmac('sha256', secret).update(`${time}.`).update(body).digest()),
  );
}
