import { createHash } from 'node:crypto';
import { type AppEventName, HeardEvent, parse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { claimProof } from '../installs/proof.ts';
import { noteHint } from './hint-store.ts';
import { isSigned, tolerance } from './signature.ts';

/**
 * What is told to every install that listens to a place: what befell the place, or the app in it. What one person did is
 * no news to others, and of an event that is not known nobody can say whose business it is.
 */
const aboutPlaces: ReadonlySet<string> = new Set<AppEventName>([
  'documents_changed',
  'installed',
  'updated',
  'projects_changed',
  'disconnected',
  'reconnected',
  'uninstalled',
]);

/**
 * POST /gatehouse-events. Whoever cannot sign learns nothing and changes nothing; an event that is played again is
 * answered like the first time and changes nothing either.
 */
export async function receiveEvent(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { settings, clock, database } = house;
  const secrets = settings.eventsSecret?.split(',') ?? [];
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (secrets.length === 0) return reply.code(404).send();
  const now = clock.now();
  if (!isSigned(secrets, request.headers['gatehouse-signature'], body, now)) return reply.code(401).send();
  const event = parse(HeardEvent, jsonIn(body));
  if (!event.ok) return reply.code(400).send();
  const { id, company_id, data, event: name } = event.value;
  // Kept for as long as the signature would pass again.
  const once = {
    proofHash: createHash('sha256').update(`event ${id}`).digest('base64url'),
    expiresAt: now + 2 * tolerance * 1000,
  };
  await database.write(async (tx) => {
    if (!(await claimProof(tx, once)) || !aboutPlaces.has(name)) return;
    await noteHint(tx, { company_id, project_id: data.project_id ?? 0, event: name, at: now });
  });
  return reply.code(204).send();
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
