import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { LiveInstall } from '../installs/install-store.ts';
import { findInstall } from '../installs/install-store.ts';
import { findLink } from '../links/link-store.ts';
import { LinkRefusal } from '../refusal.ts';
import { newsSince } from './news.ts';

const round = 500;
/** How far back each round looks: another node may commit a little late. */
const overlap = 10_000;
const beat = 30;
const longest = 15 * 60_000;

/**
 * The news of a link as server-sent events. It ends with the link, with the install, and after a quarter of an hour, so
 * that whoever was signed out hears nothing for ever; the install comes back with a new proof.
 */
export async function streamNews(
  house: House,
  { personId, id: installId }: LiveInstall,
  linkId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const link = await house.database.read((tx) => findLink(tx, personId, linkId));
  if (link === undefined) throw new LinkRefusal('not_found');
  if (link.state === 'unlinked') throw new LinkRefusal('unlinked');
  const begun = house.clock.now();
  // Whoever comes back says what it heard last; whoever is new begins with now.
  const last = Number(request.headers['last-event-id'] ?? Number.NaN);
  const earlier = await house.database.read((tx) => newsSince(tx, linkId, begun - overlap));
  const told = new Set(earlier.map(({ id }) => id).filter((id) => !(id > last)));

  async function* lines() {
    yield ': listening\n\n';
    for (let rounds = 1; house.clock.now() - begun < longest; rounds += 1) {
      const { install, news } = await house.database.read(async (tx) => ({
        install: await findInstall(tx, installId),
        news: await newsSince(tx, linkId, house.clock.now() - overlap),
      }));
      if (install === undefined) return;
      for (const { id, event, data } of news) {
        if (told.has(id)) continue;
        told.add(id);
        yield `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`;
        if (event === 'unlinked') return;
      }
      if (rounds % beat === 0) yield ': still here\n\n';
      await sleep(round, undefined, { signal: house.ending }).catch(() => undefined);
      if (house.ending.aborted) return;
    }
  }
  return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(Readable.from(lines()));
}
