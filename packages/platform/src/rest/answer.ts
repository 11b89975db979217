import { IdPath, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import { momentOf } from '../access/moment.ts';
import { invalidToken, proofNeeded, type Refusal, refusalOf } from '../access/refusal.ts';
import { loadFacts } from '../access/snapshot-store.ts';
import type { House } from '../house.ts';
import type { Allowance } from '../limits/rate-limits.ts';
import { toolOf } from '../route.ts';
import { isProven, provenFor } from '../step-up/proven.ts';
import { noteUse } from '../usage/grant-use.ts';
import { authenticate } from './authenticate.ts';
import { BareBody } from './bare-body.ts';
import type { CallInView } from './call-in-view.ts';
import { askedCompany } from './company-header.ts';
import { decideCall, type Granted, type Request } from './granted.ts';
import { MultipartBody } from './multipart.ts';
import { readBody, readParams, readQuery } from './read-input.ts';
import { receiveBytes, receiveUpload, unsupported } from './receive-upload.ts';
import { fieldErrors, type Named, type Refused, type RestReply } from './rest-call.ts';
import type { CompleteDefinition, Unit } from './rest-route.ts';
import { inSteps, type Step, wholeBody } from './steps.ts';

export interface Answer {
  readonly reply: RestReply;
  /** What the app, or the session, has left; undefined where nobody is known to call. */
  readonly allowance: Allowance | undefined;
}

/** The way of every REST call, top to bottom; the first step that says No is the answer. */
export async function answer(
  house: House,
  definition: CompleteDefinition,
  raw: FastifyRequest,
  view: CallInView,
): Promise<Answer> {
  const authenticated = await authenticate(house, raw);
  if (!authenticated.ok) {
    if (authenticated.tokenOf !== undefined) {
      view.clientId = authenticated.tokenOf.clientId;
      view.reason = authenticated.tokenOf.reason;
    }
    return { reply: refusalReply(authenticated.refusal), allowance: undefined };
  }
  const { caller } = authenticated;
  if (caller.kind === 'app') view.clientId = caller.claims.clientId;
  // What a person does at our own console takes nothing from their apps, nor the other way round.
  const allowance =
    caller.kind === 'app'
      ? await house.limits.take(caller.claims)
      : await house.sessionLimits.take(caller.session.idHash);
  // Meanwhile the allowance may have begun anew: without its proof used up, the call is let through by nothing.
  if (!allowance.allowed || authenticated.isTooMany) return { reply: tooManyCalls, allowance };

  // What only people do at our console is no business of any app, whatever its token allows elsewhere.
  if (isForSessions(definition) && caller.kind !== 'session') {
    view.reason = 'for_people_only';
    return { reply: refusalReply(invalidToken()), allowance };
  }
  if (definition.needsProof === true && caller.kind === 'session' && !isProven(house, caller.session))
    return { reply: refusalReply(proofNeeded(provenFor)), allowance };
  const params = readParams(definition.schemas.params, raw);
  if (!params.ok) return { reply: params.reply, allowance };
  const query = readQuery(definition.schemas.query, raw);
  if (!query.ok) return { reply: query.reply, allowance };
  const named = withBody(
    definition,
    raw.body,
    definition.names({ params: params.value, query: query.value }),
  );
  const company = askedCompany({
    scope: definition.scope,
    caller,
    header: raw.headers['procore-company-id'],
    named,
    mode: house.settings.companyHeader,
  });
  if (!company.ok) return { reply: { status: company.status, body: { errors: [company.error] } }, allowance };
  const { asked, at } = company;
  if (toolOf(definition.right)?.at === 'project' && at !== 'project')
    return { reply: fieldErrors({ project_id: ['is missing: send a whole number'] }, 400), allowance };

  const request: Request = { raw, caller, asked, at, params: params.value, query: query.value };
  const outcome = await perform(house, definition, request, view);
  if (!('refused' in outcome)) return { reply: outcome, allowance };
  view.reason = outcome.refused;
  raw.log.info({ reason: outcome.refused }, 'refused');
  return { reply: refusalReply(refusalOf(outcome.refused)), allowance };
}

/** A client may say the company in the body only (wire reference B.3); what is no id there names nothing. */
function withBody(definition: CompleteDefinition, body: unknown, named: Named): Named {
  if (definition.namesCompanyInBody !== true || named.companyId != null) return named;
  if (typeof body !== 'object' || body === null || !('company_id' in body)) return named;
  const parsed = parse(IdPath, { id: body.company_id });
  return parsed.ok ? { ...named, companyId: parsed.value.id } : named;
}

function isForSessions({ right, audience }: CompleteDefinition): boolean {
  return right.kind === 'session' || (audience === 'manage' && toolOf(right) !== null);
}

async function perform(
  house: House,
  definition: CompleteDefinition,
  request: Request,
  view: CallInView,
): Promise<RestReply | Refused> {
  const run = async (tx: Unit, body: unknown, received: unknown, step: Step) => {
    const granted = await grant(house, definition, request, view, tx);
    if ('refused' in granted) return granted;
    noteGrantUse(house, request, granted);
    return await definition.handle(granted.call({ tx, body, received, step }));
  };
  if (definition.method === 'GET')
    return await house.database.read((tx) => run(tx, undefined, undefined, wholeBody));

  const write = async (body: unknown, received: unknown) => {
    const early = await prepare(house, definition, request, view, body);
    if (early !== undefined) return early;
    const inUnit = (step: Step) => house.database.write((tx) => run(tx, body, received, step));
    return await inSteps(definition.steps, body, inUnit);
  };
  const { body } = request.raw;
  const takesBytes = definition.upload?.takes === 'bytes';
  if (body instanceof BareBody && !takesBytes) return unsupported('send JSON or a form');
  if (!(body instanceof MultipartBody || body instanceof BareBody)) {
    const parsed = readBody(definition.schemas.body, body);
    return parsed.ok ? await write(parsed.value, undefined) : parsed.reply;
  }
  // The bytes of a file may take minutes: they are let in by a decision of now, and written by a decision of then.
  const granted = await house.database.read((tx) => grant(house, definition, request, view, tx));
  if ('refused' in granted) return granted;
  return body instanceof BareBody
    ? await receiveBytes(definition, granted, body, write)
    : await receiveUpload(definition, granted, body, write);
}

/** What a route does before its unit begins: let in by a decision of now, as the bytes of a file are. */
async function prepare(
  house: House,
  definition: CompleteDefinition,
  request: Request,
  view: CallInView,
  body: unknown,
): Promise<RestReply | Refused | undefined> {
  if (definition.before === undefined) return undefined;
  const granted = await house.database.read((tx) => grant(house, definition, request, view, tx));
  if ('refused' in granted) return granted;
  const { place, origin } = granted.call({
    tx: undefined as never,
    body,
    received: undefined,
    step: wholeBody,
  });
  if (place === null) return undefined;
  return await definition.before({
    place,
    origin,
    params: request.params as never,
    query: request.query as never,
    body: body as never,
  });
}

async function grant(
  house: House,
  definition: CompleteDefinition,
  request: Request,
  view: CallInView,
  tx: Unit,
): Promise<Granted | Refused> {
  const { right } = definition;
  const facts = await loadFacts(tx, {
    bearer: request.caller,
    ...request.asked,
    tool: toolOf(right)?.tool ?? definition.shownBy ?? 'admin',
    ...momentOf(house),
  });
  view.facts = facts;
  return decideCall(definition, request, facts);
}

/** What people see of an app's last use: batched, for a row per call would cost more than the call. */
function noteGrantUse(house: House, { raw }: Request, { facts: { credential } }: Granted): void {
  const grantId = credential.kind === 'app' ? (credential.grant?.grantId ?? null) : null;
  if (grantId !== null) noteUse(house, grantId, house.clock.now(), raw.ip);
}

const tooManyCalls: RestReply = {
  status: 429,
  body: { errors: ['Too many requests. Wait until the time in X-Rate-Limit-Reset.'] },
};

export function refusalReply({ status, errors, headers }: Refusal): RestReply {
  return { status, body: { errors }, ...(headers === undefined ? {} : { headers }) };
}
