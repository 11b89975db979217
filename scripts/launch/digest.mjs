import { createHash } from 'node:crypto';

/** SHA-256 over parts, each closed by a zero byte so that no two lists read alike. @param {Iterable<string | Buffer>} parts */
export function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
