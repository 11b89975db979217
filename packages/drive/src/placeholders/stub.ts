import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ItemKey } from '../trees/item-key.ts';

/** What a placeholder stands for. */
export interface Stub {
  key: ItemKey;
  version: string;
  size: number;
}

/** No placeholder is longer, so nothing longer is read to see whether it is one. */
export const longestStub = 512;

/**
 * One line, authenticated by the key of the mount: it is recognised after the database was lost, and bytes that a
 * person wrote are never taken for ours.
 */
export function writeStub(stub: Stub, mountKey: string): Buffer {
  const content = JSON.stringify([1, stub.key, stub.version, stub.size]);
  return Buffer.from(`gatehouse ${content} ${seal(content, mountKey)}\n`);
}

export function readStub(bytes: Uint8Array, mountKey: string): Stub | undefined {
  const found = /^gatehouse (\[.*\]) ([0-9a-f]{64})\n$/.exec(Buffer.from(bytes).toString());
  const [, content, mac] = found ?? [];
  if (content === undefined || mac === undefined) return undefined;
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(seal(content, mountKey)))) return undefined;
  const [, key, version, size] = JSON.parse(content) as [number, number, string, number];
  return { key, version, size };
}

const seal = (content: string, mountKey: string) =>
  createHmac('sha256', mountKey).update(content).digest('hex');
