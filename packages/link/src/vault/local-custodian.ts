import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { KeyRing, Random } from '@gatehouse/service';
import { type Custodian, RecordRefused } from './custodian.ts';

const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const purpose = 'link vault';

/**
 * Keys in this process, newest first. Each wrap has a key of its own (HKDF over a random salt and the place), so the
 * 2^32 messages of one GCM key (NIST SP 800-38D section 8.3) are never near, however often tokens are refreshed.
 */
export function localCustodian(ring: KeyRing, random: Random): Custodian {
  return {
    current: async () => ring.currentId,
    async wrap(dataKey, bound) {
      const salt = random.bytes(saltBytes);
      const nonce = random.bytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', wrappingKey(ring, ring.currentId, salt, bound), nonce, {
        authTagLength: tagBytes,
      }).setAAD(bound);
      const bytes = Buffer.concat([salt, nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
      return { keyId: ring.currentId, bytes };
    },
    async unwrap({ keyId, bytes }, bound) {
      if (!ring.ids().includes(keyId) || bytes.length < saltBytes + nonceBytes + tagBytes)
        throw new RecordRefused();
      const salt = bytes.subarray(0, saltBytes);
      const nonce = bytes.subarray(saltBytes, saltBytes + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', wrappingKey(ring, keyId, salt, bound), nonce, {
        authTagLength: tagBytes,
      })
        .setAAD(bound)
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const body = bytes.subarray(saltBytes + nonceBytes, -tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]);
      } catch {
        throw new RecordRefused();
      }
    },
  };
}

function wrappingKey(ring: KeyRing, keyId: string, salt: Uint8Array, bound: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', ring.derive(purpose, keyId), salt, bound, 32));
}
