import type { Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Tables } from '../schema/tables.ts';
import { deviceWords } from './device-words.ts';
import { knownDeviceOf } from './known-device.ts';
import { findPerson } from './person-store.ts';
import { type NewSession, type Proof, storeSession } from './session.ts';
import { endPresented } from './sign-out.ts';

/**
 * Signs somebody in who has proven who they are: the session of before ends, the new one begins, both audited. Where they
 * never used this browser before they are told by mail, for it may be somebody else who did.
 */
export async function beginSession(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  session: NewSession,
  personId: number,
  proof: Proof,
): Promise<void> {
  await endPresented(house, tx, request);
  await storeSession(house, tx, session, personId, request, proof);
  await record(house, tx, originOf(request, { kind: 'person', id: personId }), {
    event: 'person.signed_in',
    subject: `person:${personId}`,
    details: { methods: proof.methods.join(' ') },
  });
  if (knownDeviceOf(house, request, personId) === undefined) await tellOfDevice(house, tx, request, personId);
}

async function tellOfDevice(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  personId: number,
): Promise<void> {
  const person = await findPerson(tx, personId);
  if (person === undefined) return;
  const { email: to, locale } = person;
  const { browser, system } = deviceWords(request.headers['user-agent'] ?? null);
  const device = [browser, system].filter((word) => word !== null).join(', ') || '–';
  const data = { device, address: request.ip, link: `${house.issuer}/console/security` };
  await sendMail(house, tx, { to, locale, kind: 'sign_in.new_device', data });
}
