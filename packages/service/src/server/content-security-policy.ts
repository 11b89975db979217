/** What a page may load beyond the strict default. Every entry is a URL, of which the origin counts. */
export interface PolicyAdditions {
  /** Where a form may lead, redirects included: the consent page names the app's redirect URI here. */
  readonly formAction?: readonly string[];
  readonly connectSrc?: readonly string[];
  readonly imgSrc?: readonly string[];
  /** What may be shown in a frame; nowhere else is there one. */
  readonly frameSrc?: readonly string[];
}

/** Nothing inline, nothing from elsewhere, no frames (RFC 9700 §4.16; checks UI-01, UI-02). */
const strict = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'frame-src': ["'none'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
} as const;

/** The header's value: the strict policy, widened by exactly these places. */
export function contentSecurityPolicy(additions: PolicyAdditions = {}): string {
  const added: Partial<Record<keyof typeof strict, readonly string[] | undefined>> = {
    'form-action': additions.formAction,
    'connect-src': additions.connectSrc,
    'img-src': additions.imgSrc,
    'frame-src': additions.frameSrc,
  };
  return Object.entries(strict)
    .map(([directive, sources]) => {
      const more = (added[directive as keyof typeof strict] ?? []).map(cspSource);
      // 'none' says so only where it stands alone.
      const kept = more.length > 0 ? sources.filter((source) => source !== "'none'") : sources;
      return [directive, ...new Set([...kept, ...more])].join(' ');
    })
    .join('; ');
}

/**
 * A URL as a policy source: the origin, or only the scheme where there is none (an app's own scheme,
 * RFC 8252 §7.1) and for IPv6 addresses, which the grammar cannot say. Never the path: a path may hold
 * `;` or `,` and would write policy of its own.
 */
export function cspSource(url: string): string {
  const { origin, protocol, hostname } = new URL(url);
  return origin === 'null' || hostname.startsWith('[') ? protocol : origin;
}
