import { ulid } from '@gatehouse/service';
import type { DeviceCodeRequest, TokenResponse } from '@gatehouse/wire';
import { mayUse } from '../../apps/client-store.ts';
import { record } from '../../audit/audit.ts';
import { methodsOf } from '../../second-factors/methods.ts';
import { deviceCodeMatches, rowOfDeviceCode } from '../device/device-codes.ts';
import {
  claimDeviceRequest,
  findDeviceRequest,
  notePoll,
  type StoredDeviceRequest,
} from '../device/device-request-store.ts';
import { insertFamily } from '../family-store.ts';
import { makeIdToken } from '../id-token.ts';
import { OAuthError, type Reason } from '../oauth-error.ts';
import { hashRefreshToken } from '../refresh-token.ts';
import { resourceFault } from '../resource.ts';
import type { TokenCall } from '../token-call.ts';
import { makePair, type TokenPair, tokenResponse } from '../token-pair.ts';

/** RFC 8628 section 3.5: what each poll that came too early adds. */
const slowedBy = 5_000;
/** Two messages are not equally long on their way. */
const tolerance = 500;

type Outcome =
  | { readonly kind: 'issued'; readonly pair: TokenPair; readonly device: Allowed }
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
  const { house, client, origin } = by;
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
    if (!(await claimDeviceRequest(tx, id, now))) return refused('device_code_used');

    const familyId = ulid(house.clock, house.random);
    const pair = await makePair(by, tx, { familyId, generation: 0 }, device);
    await insertFamily(tx, {
      id: familyId,
      grant_id: device.grant_id,
      client_id: client.clientId,
      refresh_hash: hashRefreshToken(house.keys, pair.refreshToken),
      dpop_jkt: by.jkt,
      scope: device.scope,
      resource: device.resource,
      created_at: now,
    });
    const actor = { kind: 'person', id: device.personId } as const;
    await record(
      house,
      tx,
      { ...origin, actor },
      {
        event: 'token.issued',
        subject: `family:${familyId}`,
        details: { grant_type: request.grant_type },
      },
    );
    return { kind: 'issued', pair, device };
  });

  if (outcome.kind === 'refused') throw new OAuthError(outcome.reason);
  const { refreshToken, ...accessOnly } = outcome.pair;
  const given = mayUse(client, 'refresh_token') ? { ...accessOnly, refreshToken } : accessOnly;
  const response = tokenResponse(given, outcome.pair.issuedAt);
  const { personId, scope, signed_in_at: signedInAt, methods } = outcome.device;
  if (scope === null || signedInAt === null) return response;
  const { accessToken } = accessOnly;
  const { clientId } = client;
  const idToken = await makeIdToken(house, {
    clientId,
    personId,
    accessToken,
    nonce: null,
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
  if (!device.grantAlive) return 'grant_dead';
  return resourceFault(house, client, request.resource, device.resource);
}

function isAllowed(device: StoredDeviceRequest): device is Allowed {
  return device.grant_id !== null && device.personId !== null;
}

function refused(reason: Reason): Outcome {
  return { kind: 'refused', reason };
}
