import type { ClientKey } from '../../apps/client-key.ts';
import * as keys from '../../apps/client-key-store.ts';
import type * as assertions from '../../authorization/used-assertion-store.ts';
import type * as proofs from '../../proofs/used-proof-store.ts';
import { type Entries, nothing, open } from './store-entry.test-support.ts';

/** As it would be stored; nothing is ever verified with it. */
const key: ClientKey = {
  kid: 'tidewater-1',
  algorithm: 'ES256',
  jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
};

/** By which apps authenticate. A key belongs to the client that an app has in an environment. */
export const ofClients = {
  'apps/client-key-store.ts': {
    addAppKey: nothing((tx, who, { house, origin }) =>
      keys.addAppKey(house, tx, origin, who.appId, 'production', { key, createdBy: who.developerId }),
    ),
    findClientKeys: open(
      'It finds the public keys of whom a client claims to be, before a signature proves that.',
    ),
    listAppKeys: nothing((tx, who) => keys.listAppKeys(tx, who.appId, 'production')),
    removeAppKey: nothing(async (tx, who, { house, origin, keyId }) => {
      const removed = await keys.removeAppKey(house, tx, origin, who.appId, 'production', keyId);
      return removed === 'removed';
    }),
  } satisfies Entries<typeof keys>,
  'authorization/used-assertion-store.ts': {
    claimAssertion: open('It uses up an assertion whose signature has just proven the client that it names.'),
  } satisfies Entries<typeof assertions>,
  'proofs/used-proof-store.ts': {
    claimProof: open('It uses up a proof whose signature has just proven the key that it names.'),
  } satisfies Entries<typeof proofs>,
};
