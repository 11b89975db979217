import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentSecurityPolicy, type PolicyAdditions } from './content-security-policy.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Widens the strict Content-Security-Policy for this one reply. */
    contentSecurityPolicy(additions: PolicyAdditions): FastifyReply;
  }
}

const oneYear = 365 * 24 * 60 * 60;

const always = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  // A page's URL may hold a code or a state (RFC 9700 §4.2.4).
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  // RFC 6749 §5.1 asks it for tokens; what may be cached says so itself.
  'cache-control': 'no-store',
} as const;

/** The headers every reply starts with; a handler may replace one for its own reply. */
export function securityHeaders(
  publicUrl: URL,
  additions: PolicyAdditions,
): Readonly<Record<string, string>> {
  return {
    ...always,
    'content-security-policy': contentSecurityPolicy(additions),
    // Browsers ignore it over plain HTTP, and on a developer's localhost it would be a nuisance to every port.
    ...(publicUrl.protocol === 'https:' ? { 'strict-transport-security': `max-age=${oneYear}` } : {}),
  };
}

/** Gives replies `contentSecurityPolicy()`. What the whole server allows stays allowed. */
export function decorateReplies(server: FastifyInstance, general: PolicyAdditions): void {
  server.decorateReply('contentSecurityPolicy', function (this: FastifyReply, additions: PolicyAdditions) {
    const formAction = [...(general.formAction ?? []), ...(additions.formAction ?? [])];
    return this.header('content-security-policy', contentSecurityPolicy({ ...additions, formAction }));
  });
}
