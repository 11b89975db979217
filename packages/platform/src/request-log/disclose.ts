/**
 * What may be shown of the things that come with a refused request. The log helps who sent it; it must be worth
 * nothing to whoever reads the log instead.
 */

/** A presented secret by its last four characters if it looks like one of ours, else by its length alone. */
export function secretHint(presented: string): string {
  // Of 43 random characters four give nothing away; of somebody's password typed by mistake they would.
  return /^ghs_[A-Za-z0-9_-]{43}$/.test(presented) ? hint(presented.slice(-4)) : `… (${presented.length})`;
}

/** A stored secret's hint in the same form. */
export function hint(lastFour: string): string {
  return `…${lastFour}`;
}

/**
 * A redirect URI without what its sender may have packed into it: scheme, host, port and path are what has to
 * match; values of the query, the fragment and a password are only said to be there.
 */
export function redirectUriShape(uri: string): string {
  const [, base = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(uri) ?? [];
  const names = query
    ?.split('&')
    .map((pair) => (pair.includes('=') ? `${pair.slice(0, pair.indexOf('='))}=…` : pair))
    .join('&');
  const withoutPassword = base.replace(/^([^/]*\/\/)[^/@]*@/, '$1…@');
  return `${withoutPassword}${names === undefined ? '' : `?${names}`}${fragment === undefined ? '' : '#…'}`;
}

/** A word of a protocol, such as a grant type; anything else may be a secret in the wrong field. */
export function protocolWord(text: string): string | null {
  return /^(?:[a-z]{1,16}(?:_[a-z]{1,16}){0,3}|urn:[a-z0-9:._-]{1,100})$/.test(text) ? text : null;
}
