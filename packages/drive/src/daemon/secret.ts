import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether what somebody sent is the secret, told in a time that says nothing of how much of it is right. */
export function isSecret(sent: string | undefined, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent ?? ''), digest(secret));
}
