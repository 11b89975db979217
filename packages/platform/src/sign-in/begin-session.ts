import type { Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { Method } from '../second-factors/methods.ts';
import { type NewSession, storeSession } from './session.ts';
import { endPresented } from './sign-out.ts';

/** Signs somebody in who has proven who they are: the session of before ends, the new one begins, both audited. */
export async function beginSession(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  session: NewSession,
  personId: number,
  methods: readonly Method[],
  /** When they proved it, if that was not here and now. */
  at?: number,
): Promise<void> {
  await endPresented(house, tx, request);
  await storeSession(house, tx, session, personId, request, { methods, ...(at === undefined ? {} : { at }) });
  await record(house, tx, originOf(request, { kind: 'person', id: personId }), {
    event: 'person.signed_in',
    subject: `person:${personId}`,
    details: { methods: methods.join(' ') },
  });
}
