import type { Facts } from '../access/facts.ts';
import { levels } from '../access/levels.ts';
import { type Right, toolOf } from '../route.ts';
import type { Call } from './note-call.ts';

/**
 * What the statistics keep of a call through an app. `facts` is undefined where the call was refused before they
 * were loaded, as one too many is.
 */
export function callSeen(clientId: string, right: Right, facts: Facts | undefined, status: number): Call {
  const needed = toolOf(right);
  const need = needed === null ? null : { tool: needed.tool, level: levels[needed.level] };
  if (facts === undefined)
    return { clientId, companyId: null, projectId: null, status, user: null, account: null, need };
  const { asked, principal, project } = facts;
  const isMachine = principal?.kind === 'service_account';
  return {
    clientId,
    companyId: companyOf(facts),
    projectId: project === null ? null : asked.projectId,
    status,
    user: principal === null || isMachine ? null : principal.personId,
    account:
      isMachine && asked.companyId !== null
        ? { companyId: asked.companyId, personId: principal.personId }
        : null,
    need,
  };
}

/**
 * The company in whose statistics the call stands: one that has met the app, and that the caller belongs to. What an
 * app tries elsewhere must not write into the rows of strangers.
 */
function companyOf({ asked, credential, company }: Facts): number | null {
  if (credential.kind === 'session' || company === null || !company.member) return null;
  const installed = company.installation !== 'none' && company.installation !== 'not_needed';
  return installed && credential.client?.environment === company.environment ? asked.companyId : null;
}
