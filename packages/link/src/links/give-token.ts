import { setTimeout as sleep } from 'node:timers/promises';
import { type LinkToken, LinkTokenRequest, parse } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { claimCall, type Identified, useProof } from '../installs/authenticate-install.ts';
import { findInstall, type LiveInstall } from '../installs/install-store.ts';
import { note } from '../journal/journal.ts';
import { LinkRefusal } from '../refusal.ts';
import type { LinkRow } from '../schema/tables.ts';
import { CustodianDown } from '../vault/custodian.ts';
import { inTurns } from './in-turns.ts';
import { findLink, markUsed } from './link-store.ts';
import { refreshLink } from './refresh.ts';
import { openTokens } from './token-record.ts';

const usualLife = 600;
/** How long one call waits for whoever refreshes. */
const patience = 30_000;
const pollMilliseconds = 100;
/** A token that was called bad is replaced once a minute at most: installs cannot drive refreshes in a loop. */
const forcedApart = 60_000;
const usedApart = 3_600_000;

/**
 * POST /v1/links/{id}/token: the access token, renewed first where it is short of life or was called bad. It is written
 * down who got it, in the unit that uses up the proof of the call; a call with more to do uses it up before.
 */
export async function giveToken(
  house: House,
  caller: Identified,
  linkId: string,
  body: unknown,
): Promise<LinkToken> {
  const input = parse(LinkTokenRequest, body ?? {});
  if (!input.ok) {
    await useProof(house, caller);
    throw new LinkRefusal('invalid_request');
  }
  const { min_ttl = usualLife, bad_generation } = input.value;
  const { personId } = caller.install;
  const deadline = house.clock.now() + patience;
  const first = await house.database.read((tx) => findLink(tx, personId, linkId));
  const isBadNow = ({ generation }: LinkRow) => bad_generation !== undefined && bad_generation >= generation;
  const isReady =
    first?.state === 'active' &&
    !isBadNow(first) &&
    first.access_expires_at - house.clock.now() >= min_ttl * 1000;
  if (isReady) {
    const handed = await hand(house, caller.install, first, caller);
    if (handed !== undefined) return handed;
  } else await useProof(house, caller);
  for (;;) {
    const link = await house.database.read((tx) => findLink(tx, personId, linkId));
    refuseUnfit(link);
    const now = house.clock.now();
    const left = link.access_expires_at - now;
    const isBad = isBadNow(link);
    const since = now - link.refreshed_at;
    // Right after a refresh nothing longer can be had; a server may give shorter lives than are asked for.
    const isBest = !isBad && (left >= min_ttl * 1000 || (since < forcedApart && left > 0));
    if (isBest) {
      const handed = await hand(house, caller.install, link);
      if (handed !== undefined) return handed;
      continue;
    }
    if (isBad && since < forcedApart && link.generation > 1)
      throw new LinkRefusal('too_many_requests', { retryAfter: Math.ceil((forcedApart - since) / 1000) });
    const refreshed = await refreshLink(house, link);
    if (refreshed === 'renewed' || refreshed === 'ended') continue;
    // The margin of refreshing ahead: while the old token lives, nobody notices that a server is away.
    if (!isBad && left > 30_000) {
      const handed = await hand(house, caller.install, link);
      if (handed !== undefined) return handed;
      continue;
    }
    if (refreshed === 'resting')
      throw new LinkRefusal('temporarily_unavailable', {
        retryAfter: Math.ceil((link.rest_until - now) / 1000),
      });
    if (refreshed === 'failed' || house.clock.now() >= deadline)
      throw new LinkRefusal('temporarily_unavailable', { retryAfter: 5 });
    await sleep(pollMilliseconds);
  }
}

function refuseUnfit(link: LinkRow | undefined): asserts link is LinkRow {
  if (link === undefined) throw new LinkRefusal('not_found');
  if (link.state === 'unlinked') throw new LinkRefusal('unlinked');
  if (link.state === 'needs_sign_in') throw new LinkRefusal('needs_sign_in', { reason: link.reason });
}

/** Undefined where the link has changed since it was read: whoever asks looks again. */
async function hand(
  house: House,
  install: LiveInstall,
  read: LinkRow,
  unused?: Identified,
): Promise<LinkToken | undefined> {
  const { personId, id: installId } = install;
  const opened = await openTokens(house, read).catch((error: unknown) => {
    if (error instanceof CustodianDown) return undefined;
    throw error;
  });
  // In the unit that writes it down: what was unlinked a moment ago is not handed out any more, nor to a machine that was
  // signed out while it waited.
  const done = await house.database.write(async (tx) => {
    if (unused !== undefined && !(await claimCall(house, tx, unused))) return 'replayed';
    if ((await findInstall(tx, installId)) === undefined) return 'signed out';
    const link = await findLink(tx, personId, read.id);
    if (link?.state !== 'active' || link.generation !== read.generation) return 'changed';
    if (opened === undefined) return 'closed';
    const now = house.clock.now();
    // What is renewed ahead is decided by the week: the row, with its sealed pair, need not be written each time.
    if (now - link.used_at >= usedApart) await markUsed(tx, personId, read.id, now);
    await note(house, tx, { personId, event: 'token_given', linkId: read.id, installId });
    return 'given';
  });
  if (done === 'replayed') throw new LinkRefusal('invalid_dpop_proof');
  if (done === 'signed out') throw new LinkRefusal('invalid_token');
  if (done === 'changed') return undefined;
  if (opened === undefined) throw new LinkRefusal('temporarily_unavailable', { retryAfter: 5 });
  const { accessToken } = opened;
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.max(0, Math.floor((read.access_expires_at - house.clock.now()) / 1000)),
    generation: read.generation,
    api_url: house.gatehouse.issuer.origin,
  };
}

/** Renews ahead what was used in the last week; what lies idle is renewed when it is asked for. */
export async function refreshAhead(house: House): Promise<void> {
  const due = (most: number) => {
    const now = house.clock.now();
    return house.database.read((tx) =>
      tx
        .selectFrom('links')
        .selectAll()
        .where('state', '=', 'active')
        .where('refresh_at', '<=', now)
        .where('lease_until', '<=', now)
        .where('rest_until', '<=', now)
        .where('used_at', '>', now - 7 * 86_400_000)
        .orderBy('refresh_at')
        .limit(most)
        .execute(),
    );
  };
  await inTurns(house, due, (link) => refreshLink(house, link));
}
