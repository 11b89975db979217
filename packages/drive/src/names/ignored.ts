/**
 * What programs leave beside a document while it is open, and what operating systems leave in folders. It belongs to
 * one machine and is never sent.
 */
const leftovers =
  /^(?:~\$.*|\.~lock\..*#|\.#.*|.*\.sw[a-p]|.*~|\.DS_Store|\._.*|desktop\.ini|Thumbs\.db|\.directory|\.Trash-\d+|\.gatehouse-drive)$/i;

export const isIgnored = (name: string): boolean => leftovers.test(name);
