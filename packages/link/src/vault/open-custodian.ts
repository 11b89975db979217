import { type Clock, type Random, SettingsError } from '@gatehouse/service';
import type { Settings } from '../settings.ts';
import type { Custodian } from './custodian.ts';
import { fileCustodian } from './file-custodian.ts';
import { keysOf } from './key-file.ts';
import { kmsCustodian } from './kms-custodian.ts';
import { localCustodian } from './local-custodian.ts';
import { rememberingCustodian } from './remembering-custodian.ts';
import { transitCustodian } from './transit-custodian.ts';

interface Means {
  readonly random: Random;
  readonly clock: Clock;
}

/** Data keys of a key service that are remembered: some hundred bytes each. */
const mostKeys = 10_000;

/** @throws SettingsError where there is no key: there is no way to run without one. */
export async function openCustodian(settings: Settings, { random, clock }: Means): Promise<Custodian> {
  const remembering = (inner: Custodian) =>
    rememberingCustodian(inner, clock, { most: mostKeys, life: settings.keyMemory });
  switch (settings.custodian) {
    case 'file':
      return await fileCustodian(settings, random);
    case 'environment': {
      const keys = required(settings.vaultKeys, 'LINK_VAULT_KEYS');
      return localCustodian(keysOf(keys, 'LINK_VAULT_KEYS'), random);
    }
    case 'aws-kms': {
      const [first, ...others] = settings.kmsKeys;
      return remembering(
        kmsCustodian({
          keyIds: [required(first, 'LINK_KMS_KEYS'), ...others],
          region: settings.kmsRegion,
          endpoint: settings.kmsEndpoint,
          accessKey: required(settings.kmsAccessKey, 'LINK_KMS_ACCESS_KEY'),
          secretKey: required(settings.kmsSecretKey, 'LINK_KMS_SECRET_KEY'),
        }),
      );
    }
    case 'vault-transit':
      return remembering(
        transitCustodian({
          url: required(settings.transitUrl, 'LINK_TRANSIT_URL'),
          key: settings.transitKey,
          token: required(settings.transitToken, 'LINK_TRANSIT_TOKEN'),
        }),
      );
  }
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new SettingsError(`${name} is not set: LINK_KEYS asks for it.`);
  return value;
}
