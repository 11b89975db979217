import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import type { Session } from '../sign-in/session.ts';
import { issueCode } from './allow.ts';
import { usePushedRequest } from './pushed-request-store.ts';
import { hostToRemember, type Rememberable, rememberedGrant } from './remembered-consent.ts';

interface Asked extends Rememberable {
  readonly session: Session;
  readonly pushedId: string | null;
}

/**
 * A code without a question, for what the person has allowed before; undefined where they have to be asked. Grant and
 * code are of one unit: a person who revokes the app either way ends up with no code that buys anything.
 */
export async function rememberedCode(
  house: House,
  request: FastifyRequest,
  { session, pushedId, ...asked }: Asked,
): Promise<string | undefined> {
  if (hostToRemember(asked) === undefined) return undefined;
  const { personId, signedInAt, methods } = session;
  const { clientId } = asked.client;
  const origin = originOf(request, { kind: 'person', id: personId }, clientId);
  return await house.database.write(async (tx) => {
    const grantId = await rememberedGrant(tx, personId, asked);
    if (grantId === undefined) return undefined;
    if (pushedId !== null && !(await usePushedRequest(tx, clientId, pushedId, house.clock.now())))
      return undefined;
    await record(house, tx, origin, { event: 'code.issued', subject: `grant:${grantId}` });
    return await issueCode(house, tx, origin, { grantId, ...asked, signedInAt, methods });
  });
}
