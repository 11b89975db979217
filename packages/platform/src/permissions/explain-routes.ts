import { CompanyPath, ExplainQuery, Explanation } from '@gatehouse/wire';
import type { StaticDecode } from 'typebox';
import { seesAs } from '../access/actions.ts';
import { isVisible } from '../access/decide.ts';
import { type Explained, explain } from '../access/explain.ts';
import type { Facts, Need } from '../access/facts.ts';
import { levelName, levels } from '../access/levels.ts';
import { momentOf } from '../access/moment.ts';
import { type Bearer, loadFacts } from '../access/snapshot-store.ts';
import { standingOn } from '../access/standing.ts';
import { itemFacts, type Path } from '../documents/path.ts';
import { findPath } from '../documents/path-store.ts';
import type { House } from '../house.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute, type Unit } from '../rest/rest-route.ts';
import { chainOf, clientHere, clientOfApp, isPrivateFromDefault, membershipOf } from './explain-store.ts';
import { remedyOf } from './remedies.ts';

type Query = StaticDecode<typeof ExplainQuery>;
type Params = Explanation['terms'][number]['params'];

/** Why somebody may or may not, by `decide` itself: the formula with each term's own answer. */
export function explainRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: '/manage/v1/companies/:company_id/explain',
      audience: 'manage',
      summary: 'Why a person, an app for a person, or an app’s own account may or may not do something.',
      right: { kind: 'tool', tool: 'admin', at: 'company', level: 'Admin' },
      audit: [],
      params: CompanyPath,
      query: ExplainQuery,
      reply: Explanation,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, query, tx }) {
        const { person_id: personId, client_id: clientId, app_id: appId } = query;
        if (personId === undefined && clientId === undefined)
          return fieldErrors({ base: ['Send person_id, client_id, or both.'] }, 400);
        if (appId !== undefined && (personId === undefined || clientId !== undefined))
          return fieldErrors({ app_id: ['Send it with person_id, and without client_id.'] }, 400);
        const bearer = await bearerOf(tx, companyId, query);
        if (bearer === null) return refuse('item_hidden');
        const { need, facts, path } = await asked(house, tx, companyId, query, bearer);
        const terms: (Explained & { readonly params: Params })[] = [];
        for (const term of explain(facts, need)) {
          const params = paramsOf(term, facts, need, path);
          terms.push({ ...term, params: await withDefault(tx, companyId, params) });
        }
        const remedies = terms.flatMap(({ reason, params }) => {
          const code = reason === null ? null : remedyOf(reason);
          const codes: string[] = code === null ? [] : [code];
          if (params.by_default === true) codes.push('change_privacy_of_new_items');
          return codes.map((each) => ({ code: each, params }));
        });
        return { status: 200, body: { allowed: terms.every(({ holds }) => holds), terms, remedies } };
      },
    }),
  ];
}

/** Whose call it would be. Of people and apps that a company has nothing to do with it learns nothing. */
async function bearerOf(
  tx: Unit,
  companyId: number,
  { person_id: personId, client_id: clientId, app_id: appId }: Query,
): Promise<Bearer | null> {
  const membership = personId === undefined ? 'present' : await membershipOf(tx, companyId, personId);
  if (membership === undefined) return null;
  const inPerson: Bearer = { kind: 'session', session: { idHash: '', personId: personId ?? 0 } };
  if (clientId === undefined && appId === undefined) return inPerson;
  const client =
    clientId === undefined
      ? await clientOfApp(tx, companyId, appId ?? 0)
      : await clientHere(tx, companyId, clientId);
  if (client === undefined) return null;
  // They would have to be in the company first; what they allow elsewhere is not told in it.
  if (membership === 'absent') return inPerson;
  const familyId = personId === undefined ? null : await chainOf(tx, companyId, client.clientId, personId);
  // No token has this id, and none is made: the facts are asked for as if one were shown.
  return { kind: 'app', claims: { ...client, tokenId: 'explain', familyId, issuedAt: 0, expiresAt: 0 } };
}

async function asked(house: House, tx: Unit, companyId: number, query: Query, bearer: Bearer) {
  const projectId = query.project_id ?? null;
  const tool = query.tool ?? 'documents';
  const loaded = await loadFacts(tx, { bearer, companyId, projectId, tool, ...momentOf(house) });
  // Nobody is signed in for a question: it is about what a session would be allowed, were there one.
  const facts: Facts =
    bearer.kind === 'session' ? { ...loaded, credential: { kind: 'session', alive: true } } : loaded;
  const level = levels[query.level ?? 'Read Only'];
  const need: Need = {
    at: projectId === null ? 'company' : 'project',
    tool,
    level,
    // Whoever asks about more than reading asks about changing something.
    changes: level > levels['Read Only'],
    on: query.document_id === undefined ? 'collection' : 'single',
  };
  if (query.document_id === undefined || tool !== 'documents') return { need, facts, path: null };
  const personId = facts.principal?.personId ?? 0;
  const path = await findPath(tx, { companyId, projectId, personId }, query.document_id);
  return { need: { ...need, item: itemFacts(path) }, facts, path };
}

/** Names what made the item private, where nobody did it by hand: else an admin looks for whoever it was. */
async function withDefault(tx: Unit, companyId: number, params: Params): Promise<Params> {
  const { hidden_by: hiddenBy } = params;
  if (typeof hiddenBy !== 'number') return params;
  return { ...params, by_default: await isPrivateFromDefault(tx, companyId, hiddenBy) };
}

/** The numbers and names that belong to a term's answer. */
function paramsOf({ term, reason }: Explained, facts: Facts, need: Need, path: Path | null): Params {
  if (term === 'level' && 'tool' in need && 'level' in need) {
    const { level } = standingOn(facts, need);
    return { tool: need.tool, held: levelName(level), needed: levelName(need.level) };
  }
  if (term === 'project') return { project_id: facts.asked.projectId };
  if (term !== 'item' || path === null || reason === null) return {};
  const sight = seesAs(standingOn(facts, need));
  const blocking = path.find((link) => !isVisible({ own: false, chain: [link] }, sight));
  return blocking === undefined ? {} : { hidden_by: blocking.id, name: blocking.name, kind: blocking.kind };
}
