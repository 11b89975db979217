import { IdInput } from '@gatehouse/wire';
import Type from 'typebox';
import { decide } from '../access/decide.ts';
import type { Facts } from '../access/facts.ts';
import { momentOf } from '../access/moment.ts';
import { loadFacts } from '../access/snapshot-store.ts';
import type { House } from '../house.ts';
import { type Caller, type Place, type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import type { Unit } from '../rest/rest-route.ts';
import type { Right } from '../route.ts';
import { findHook, type Hook, type HookScope, type Owner } from './hook-store.ts';

/** The two spellings of the wire: scope in query or body, or in the path; ids as numbers, or as text under `data`. */
export const dialects = [
  {
    version: 'v1',
    prefix: '/rest/v1.0/webhooks',
    names: ({ query }: Input) => ({ companyId: query.company_id, projectId: query.project_id }),
  },
  {
    version: 'v2',
    prefix: '/rest/v2.0/companies/:company_id/webhooks',
    names: ({ params }: Input) => ({ companyId: params.company_id }),
  },
  {
    version: 'v2',
    prefix: '/rest/v2.0/companies/:company_id/projects/:project_id/webhooks',
    names: ({ params }: Input) => ({ companyId: params.company_id, projectId: params.project_id }),
  },
] as const;

export type Dialect = (typeof dialects)[number];

interface Input {
  readonly params: { readonly company_id?: number; readonly project_id?: number };
  readonly query: { readonly company_id?: number; readonly project_id?: number };
}

const place = { company_id: Type.Optional(IdInput), project_id: Type.Optional(IdInput) };
export const ScopeParams = Type.Object(place);
export const HookParams = Type.Object({ ...place, id: IdInput });
export const OfHookParams = Type.Object({ ...place, hook_id: IdInput });
export const OneOfHookParams = Type.Object({ ...place, hook_id: IdInput, id: IdInput });

/**
 * What the field calls Standard on its tool Webhooks API. What a hook tells is no matter of this level: each change is
 * decided for whoever made the hook, as if they asked.
 */
export const hooksRight = {
  kind: 'tool',
  tool: 'admin',
  at: 'company',
  level: 'Standard',
} as const satisfies Right;

export interface HookCall {
  readonly tx: Unit;
  readonly caller: Caller;
  readonly facts: Facts;
  readonly place: Place;
  readonly body?: unknown;
  has(level: 'Admin'): boolean;
}

/**
 * The company or project that a call is about: a project may stand in the body alone (wire reference C.11). Whoever
 * is not let into a project has no hooks there, and learns of none.
 */
export async function scopeOf(
  house: Pick<House, 'clock' | 'settings'>,
  { tx, caller, place: { companyId, projectId }, body }: HookCall,
): Promise<HookScope | Refused> {
  const inBody =
    typeof body === 'object' && body !== null && 'project_id' in body && typeof body.project_id === 'number'
      ? body.project_id
      : null;
  const asked = projectId ?? inBody;
  if (asked === null) return { companyId, projectId: null };
  const question = {
    bearer: caller,
    companyId,
    projectId: asked,
    tool: 'admin',
    ...momentOf(house),
  } as const;
  const decision = decide(await loadFacts(tx, question), { at: 'project', changes: false });
  return decision.allowed ? { companyId, projectId: asked } : refuse(decision.reason);
}

/**
 * Whose hooks a caller looks into and changes: their own alone, since a hook is told what its maker may know. An app deals
 * with those that it made for the person it acts for; the others tell it addresses of strangers.
 */
function makerOf({ caller, place }: HookCall): Owner {
  return caller.kind === 'app'
    ? { kind: 'app', clientId: caller.claims.clientId, personId: place.personId }
    : { kind: 'person', personId: place.personId };
}

/**
 * Whose hooks a caller is shown, and may silence and remove: an Admin in person those of all, for they answer for where
 * the company's changes go. What such a hook was told they do not read, nor lead it elsewhere: an Admin of this tool is
 * none of the Documents, and what is private there is private to them too.
 */
export function ownerOf(call: HookCall): Owner {
  return call.caller.kind === 'session' && call.has('Admin') ? { kind: 'all' } : makerOf(call);
}

/** The answer about a hook that an Admin sees and somebody else made. */
const othersHook: RestReply = {
  status: 403,
  body: { errors: { base: ['Whoever made the hook does this: others can see, disable and remove it'] } },
};

/** A hook that the caller made; an Admin is told of another's that it is there, and not theirs. */
export async function ownHook(
  call: HookCall,
  scope: HookScope,
  id: number,
): Promise<Hook | Refused | RestReply> {
  const own = await findHook(call.tx, scope, makerOf(call), id);
  if (own !== undefined) return own;
  const seen = await findHook(call.tx, scope, ownerOf(call), id);
  return seen === undefined ? refuse('item_hidden') : othersHook;
}
