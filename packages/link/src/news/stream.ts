import { Readable } from 'node:stream';
import { LinkEventsQuery, parse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAbout, readPlaces } from '../hints/places.ts';
import { type Reach, reachOf } from '../hints/reach.ts';
import type { House } from '../house.ts';
import type { LiveInstall } from '../installs/install-store.ts';
import { findLink } from '../links/link-store.ts';
import { LinkRefusal } from '../refusal.ts';
import type { HintRow } from '../schema/tables.ts';
import { overlap } from './board.ts';
import { type News, newsSince } from './news.ts';
import type { Seat } from './seats.ts';

/** Rounds of the board between two signs of life. */
const beat = 30;
const longest = 15 * 60_000;
/** News are swept after ten minutes; who comes back later begins with now. */
const kept = 600_000;

/**
 * The news of a link as server-sent events, and hints about the places that the install names and the link reaches. It
 * ends with the link, with the install, and after a quarter of an hour, so that whoever was signed out hears nothing for
 * ever; the install comes back with a new proof. A reader that is slow holds up itself: nothing is queued for it, and
 * once it has missed a round that it cannot make up for, the stream ends.
 */
export async function streamNews(
  house: House,
  { personId, id: installId }: LiveInstall,
  linkId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = parse(LinkEventsQuery, request.query);
  if (!query.ok) throw new LinkRefusal('invalid_request');
  const link = await house.database.read((tx) => findLink(tx, personId, linkId));
  if (link === undefined) throw new LinkRefusal('not_found');
  if (link.state === 'unlinked') throw new LinkRefusal('unlinked');
  const { clock, board } = house;
  const begun = clock.now();
  const heard = await heardBefore(house, linkId, request.headers['last-event-id']);
  const places = readPlaces(query.value.places);
  const reach = reachOf(house, personId, linkId);
  const seat = house.seats.take(installId, `${linkId} ${query.value.places ?? ''}`);
  if (seat === undefined) throw new LinkRefusal('temporarily_unavailable', { retryAfter: 60 });
  reply.raw.once('close', seat.leave);

  async function* lines({ signal }: Seat) {
    yield ': listening\n\n';
    for (let rounds = 1; clock.now() - begun < longest; rounds += 1) {
      const asked = clock.now();
      const { news, hints, ended } = await board.next();
      if (signal.aborted || house.ending.aborted || ended.has(installId)) return;
      for (const each of [...heard.missed.splice(0), ...news]) {
        if (each.link_id !== linkId || !heard.isNew(`news ${each.id}`)) continue;
        yield `id: ${each.id}\nevent: ${each.event}\ndata: ${each.data}\n\n`;
        if (each.event === 'unlinked') return;
      }
      for (const hint of hints) {
        const isWanted = places.some((place) => isAbout(hint, place));
        if (isWanted && heard.isNew(keyOf(hint)) && (await mayHear(hint, places, reach))) yield dirty(hint);
      }
      if (rounds % beat === 0) yield ': still here\n\n';
      if (clock.now() - asked >= overlap) return;
    }
  }
  return reply
    .type('text/event-stream')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(lines(seat)));
}

/** Whoever comes back says what it heard last; whoever is new begins with now. Of hints nothing is kept for anybody. */
async function heardBefore({ board, database, clock }: House, linkId: string, lastId: unknown) {
  const last = Number(lastId ?? Number.NaN);
  const { news, hints } = await board.now();
  const since = clock.now() - kept;
  const older = Number.isNaN(last) ? [] : await database.read((tx) => newsSince(tx, since, linkId));
  const missed: News[] = older.filter(({ id }) => id > last);
  const told = new Set([...hints.map(keyOf), ...news.map(({ id }) => `news ${id}`)]);
  for (const { id } of missed) told.delete(`news ${id}`);
  return {
    missed,
    isNew(key: string): boolean {
      if (told.has(key)) return false;
      told.add(key);
      return true;
    },
  };
}

async function mayHear(hint: HintRow, places: ReturnType<typeof readPlaces>, reach: Reach): Promise<boolean> {
  for (const place of places) if (isAbout(hint, place) && (await reach(place))) return true;
  return false;
}

function keyOf({ company_id, project_id, event, times, at }: HintRow): string {
  return `hint ${company_id} ${project_id} ${event} ${times} ${at}`;
}

function dirty({ company_id, project_id, event }: HintRow): string {
  return `event: dirty\ndata: ${JSON.stringify({ company_id, project_id: project_id || null, event })}\n\n`;
}
