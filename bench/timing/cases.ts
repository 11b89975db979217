import { randomBytes } from 'node:crypto';
import { secretMatches } from '../../packages/platform/src/apps/client-secret.ts';
import { findClient } from '../../packages/platform/src/apps/client-store.ts';
import { codeMatches } from '../../packages/platform/src/authorization/authorization-code.ts';
import { findCode } from '../../packages/platform/src/authorization/code-store.ts';
import { deviceCalls } from '../../packages/platform/src/authorization/device/device-calls.test-support.ts';
import { hashesOfUserCode } from '../../packages/platform/src/authorization/device/device-codes.ts';
import { findWaitingRequest } from '../../packages/platform/src/authorization/device/device-request-store.ts';
import { findFamily } from '../../packages/platform/src/authorization/family-store.ts';
import { refreshTokenMatches } from '../../packages/platform/src/authorization/refresh-token.ts';
import { currentSession } from '../../packages/platform/src/sign-in/session.ts';
import type { OAuthStage } from '../../packages/platform/src/testing/oauth-clients.ts';
import { type Case, caseOf, type Kinds } from './compare.ts';

const pure = 100_000;
const withDatabase = 20_000;
const near = 'all right but for the last character';
const far = 'nothing right';

/** Secret things as the server compares them, against a stage that holds one of each. */
export async function casesOf(stage: OAuthStage): Promise<readonly Case[]> {
  const { house } = stage.platform;
  const { keys, database } = house;
  const now = house.clock.now();

  const secret = stage.web.clientSecret ?? '';
  const client = await database.read((tx) => findClient(tx, stage.web.clientId));

  const code = await stage.code();
  const codeRow = await database.read((tx) => findCode(tx, code.slice(4, 30)));
  const { refreshToken } = await stage.pair();
  const family = await database.read((tx) => findFamily(tx, refreshToken.slice(4, 30)));
  const { body: device } = await deviceCalls(stage).ask(stage.web);
  const userCode = String(device.user_code).replace('-', '');
  const [cookie = ''] = /__Host-gatehouse-session=[^;]*/.exec(stage.browser.cookies()) ?? [];

  const secrets = kindsOf(secret, 'ghs_');
  const codes = kindsOf(code, code.slice(0, 31));
  const refreshTokens = kindsOf(refreshToken, refreshToken.slice(0, 31));
  // Key and nonce are no secret, and what does not name a key is refused sooner.
  const sessions = kindsOf(cookie, /^[^.]*\.[^.]*\./.exec(cookie)?.[0] ?? '');
  const userCodes = userCodesUnlike(userCode);

  return [
    caseOf({
      name: 'control: a comparison that stops at the first difference',
      near: 'the last of 4,096 bytes differs',
      far: 'the first differs',
      samples: pure,
      inputs: control,
      run: (presented: Uint8Array) => stopsEarly(presented, right),
    }),
    caseOf({
      name: 'client secret',
      near,
      far,
      samples: pure,
      inputs: secrets,
      run: (text: string) => secretMatches(keys, client?.secrets ?? [], text, now),
    }),
    caseOf({
      name: 'authorization code',
      near,
      far,
      samples: pure,
      inputs: codes,
      run: (text: string) => codeMatches(keys, text, codeRow?.code_hash ?? ''),
    }),
    caseOf({
      name: 'refresh token',
      near,
      far,
      samples: pure,
      inputs: refreshTokens,
      run: (text: string) => refreshTokenMatches(keys, text, family?.refreshHash ?? ''),
    }),
    caseOf({
      name: 'user code of a device, with its look-up',
      near,
      far,
      samples: withDatabase,
      inputs: userCodes,
      run: (text: string) => database.read((tx) => findWaitingRequest(tx, hashesOfUserCode(keys, text), now)),
    }),
    caseOf({
      name: 'session cookie, with its look-up',
      near,
      far,
      samples: withDatabase,
      inputs: sessions,
      run: (text: string) => currentSession(house, { headers: { cookie: text } }),
    }),
  ];
}

const pool = 64;

/**
 * Wrong texts of the right one's length and alphabet; what is no secret of it is the same in all. Many of each kind, all
 * laid out in memory alike: of one text against one other, that would be what is measured.
 */
function kindsOf(right: string, open: string): Kinds<string> {
  const rest = right.length - open.length - 1;
  const ends = ['A', 'Q', 'g', 'w'].filter((end) => !right.endsWith(end));
  const end = (at: number) => ends[at % ends.length] ?? 'A';
  return {
    near: poolOf((at) => right.slice(0, -1) + end(at)),
    far: poolOf((at) => open + randomBytes(rest).toString('base64url').slice(0, rest) + end(at)),
  };
}

function userCodesUnlike(code: string): Kinds<string> {
  const letters = [...'BCDFGHJKLMNPQRSTVWXZ'];
  const other = (than: string, at: number) => letters.filter((letter) => letter !== than)[at % 19] ?? 'B';
  return {
    near: poolOf((at) => code.slice(0, -1) + other(code.at(-1) ?? '', at)),
    far: poolOf((at) => [...code].map((letter, place) => other(letter, at * 7 + place * 5)).join('')),
  };
}

function poolOf(make: (at: number) => string): readonly string[] {
  return Array.from({ length: pool }, (_, at) => Buffer.from(make(at), 'latin1').toString('latin1'));
}

const right = randomBytes(4096);
const control = { near: [edited(right, 4095)], far: [edited(right, 0)] };

function edited(bytes: Uint8Array, place: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}

function stopsEarly(presented: Uint8Array, expected: Uint8Array): boolean {
  return presented.every((byte, place) => byte === expected[place]);
}
