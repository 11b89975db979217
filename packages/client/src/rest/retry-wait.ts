/**
 * How long a 429 or 503 asks to wait, in milliseconds; undefined when it does not say. Retry-After comes first,
 * as seconds or as a date (RFC 9110 §10.2.3), then X-Rate-Limit-Reset in Unix seconds. Moments are measured by the
 * server's own Date where it sends one: the two clocks may differ by more than the wait.
 */
export function retryWait(headers: Headers, now: number): number | undefined {
  const serverNow = moment(headers.get('date')) ?? now;
  const retryAfter = headers.get('retry-after');
  const seconds = digits(retryAfter);
  if (seconds !== undefined) return seconds * 1000;
  const reset = digits(headers.get('x-rate-limit-reset'));
  const until = moment(retryAfter) ?? (reset === undefined ? undefined : reset * 1000);
  return until === undefined ? undefined : Math.max(0, until - serverNow);
}

function digits(text: string | null): number | undefined {
  return text !== null && /^[0-9]{1,12}$/.test(text) ? Number(text) : undefined;
}

function moment(text: string | null): number | undefined {
  const parsed = Date.parse(text ?? '');
  return Number.isNaN(parsed) ? undefined : parsed;
}
