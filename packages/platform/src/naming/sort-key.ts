/** What `name_key` of a person holds: it sorts people as readers expect them: without regard to case and accents. */
export function sortKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
