import { ulid } from '@gatehouse/service';
import { DEVICE_CODE_GRANT, type DeviceCodeRequest, type TokenResponse } from '@gatehouse/wire';
import { methodsOf } from '../../second-factors/methods.ts';
import { beginChain } from '../begin-chain.ts';
import { deviceCodeMatches, rowOfDeviceCode } from '../device/device-codes.ts';
import {
  claimDeviceRequest,
  findDeviceRequest,
  notePoll,
  type StoredDeviceRequest,
} from '../device/device-request-store.ts';
import { makeIdToken } from '../id-token.ts';
import { OAuthError, type Reason } from '../oauth-error.ts';
import { targetOf } from '../resource.ts';
import type { TokenCall } from '../token-call.ts';
import { type GivenTokens, tokenResponse } from '../token-pair.ts';

/** RFC 8628 section 3.5: what each poll that came too early adds. */
const slowedBy = 5_000;
/** Two messages are not equally long on their way. */
const tolerance = 500;

type Outcome =
  | { readonly kind: 'issued'; readonly tokens: GivenTokens; readonly device: Allowed }
  | { readonly kind: 'refused'; readonly reason: Reason };

interface Allowed extends StoredDeviceRequest {
  readonly grant_id: string;
  readonly personId: number;
}

/**
 * RFC 8628 section 3.4: a device asks whether its person has decided. Only the client that the code was made for moves
 * anything; what was allowed is taken once, in the unit that stores what it buys.
 */
export async function redeemDeviceCode(by: TokenCall, request: DeviceCodeRequest): Promise<TokenResponse> {
  const { house, client } = by;
  if (!house.settings.deviceGrant) throw new OAuthError('unknown_grant_type');
  const id = rowOfDeviceCode(request.device_code);
  if (id === undefined) throw new OAuthError('device_code_unknown');

  const outcome = await house.database.write<Outcome>(async (tx) => {
    const now = house.clock.now();
    const device = await findDeviceRequest(tx, id);
    const fault = judge(by, device, request, now);
    if (device === undefined || fault === 'device_code_unknown') return refused('device_code_unknown');
    if (fault === 'device_pending') {
      const early = device.polled_at !== null && now - device.polled_at < device.poll_interval - tolerance;
      const interval = device.poll_interval + (early ? slowedBy : 0);
      await notePoll(tx, id, { now, interval });
      return refused(early ? 'device_too_fast' : 'device_pending');
    }
    if (fault !== undefined) return refused(fault);
    if (!isAllowed(device)) return refused('device_denied');
    const target = targetOf(house, client, request.resource, device.resource);
    if (target.kind === 'fault') return refused(target.reason);
    const { resource } = target;
    if (!(await claimDeviceRequest(tx, id, now))) return refused('device_code_used');

    const familyId = ulid(house.clock, house.random);
    const beginning = { familyId, grantType: DEVICE_CODE_GRANT, resource } as const;
    return { kind: 'issued', tokens: await beginChain(by, tx, device, beginning), device };
  });

  if (outcome.kind === 'refused') throw new OAuthError(outcome.reason);
  const { tokens } = outcome;
  const response = tokenResponse(tokens, tokens.issuedAt);
  const { personId, scope, signed_in_at: signedInAt, methods } = outcome.device;
  if (scope === null || signedInAt === null || !client.openidConnect) return response;
  const { accessToken } = tokens;
  const idToken = await makeIdToken(house, {
    client,
    personId,
    accessToken,
    nonce: null,
    scope,
    signedInAt,
    methods: methodsOf(methods),
  });
  return { ...response, id_token: idToken, scope };
}

/** Whose it is comes first; then whether it is over; then what the person said. */
function judge(
  { house, client }: TokenCall,
  device: StoredDeviceRequest | undefined,
  request: DeviceCodeRequest,
  now: number,
): Reason | undefined {
  if (device === undefined || !deviceCodeMatches(house.keys, request.device_code, device.device_code_hash))
    return 'device_code_unknown';
  if (device.client_id !== client.clientId) return 'device_code_of_other_client';
  if (device.redeemed_at !== null) return 'device_code_used';
  if (device.expires_at <= now) return 'device_code_expired';
  if (device.decided_at === null) return 'device_pending';
  if (device.grant_id === null) return 'device_denied';
  return device.grantAlive ? undefined : 'grant_dead';
}

function isAllowed(device: StoredDeviceRequest): device is Allowed {
  return device.grant_id !== null && device.personId !== null;
}

function refused(reason: Reason): Outcome {
  return { kind: 'refused', reason };
}
