const LINK = /<([^<>]*)>((?:\s*;\s*[^\s;,="]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]+))?)*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/**
 * The targets of a Link header by relation (RFC 8288 §3), as in `<https://…?page=2>; rel="next", <…>; rel="last"`.
 * A target may itself hold commas and semicolons; the first of two links with one relation counts.
 */
export function parseLink(header: string | null): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(LINK)) {
    const rel = REL.exec(parameters);
    // One link may carry several relations, parted by spaces (RFC 8288 §3.3).
    for (const relation of (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/)) {
      if (relation !== '' && !links.has(relation)) links.set(relation, target);
    }
  }
  return links;
}
