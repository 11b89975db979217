import Type, { type TSchema } from 'typebox';
import { type FoundApp, findApp } from '../apps/app-store.ts';
import { mayAs, type Role } from '../apps/collaborators.ts';
import type { House } from '../house.ts';
import {
  type Method,
  type Place,
  type Refused,
  type RestCall,
  type RestReply,
  refuse,
} from '../rest/rest-call.ts';
import { accountRoute, type RestDefinition } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { isOperator } from './operator-store.ts';

const nothing = Type.Object({});
type Nothing = typeof nothing;

type Fixed = 'audience' | 'right' | 'on' | 'names' | 'handle' | 'upload';
type Call<M extends Method, Params extends TSchema, Query extends TSchema, Body extends TSchema> = RestCall<
  M,
  Params,
  Query,
  Body,
  Place | null,
  never
>;

interface AppLine<M extends Method, Params extends TSchema, Query extends TSchema, Body extends TSchema>
  extends Omit<RestDefinition<M, Params, Query, Body, Place | null, never>, Fixed> {
  readonly params: Params;
  /** The least role in which a collaborator of the app may do this. */
  readonly needs: Role;
  handle(call: Call<M, Params, Query, Body>, app: FoundApp): Promise<RestReply | Refused>;
}

/** A route about one app, for those who build it; to anybody else there is no such app. */
export function appRoute<
  const M extends Method,
  Params extends TSchema,
  Query extends TSchema = Nothing,
  Body extends TSchema = Nothing,
>(house: House, { needs, handle, ...line }: AppLine<M, Params, Query, Body>): Route {
  return accountRoute<M, Params, Query, Body>(house, {
    ...line,
    ...sessionLine,
    on: 'single',
    async handle(call) {
      const { app_id: appId } = call.params as { readonly app_id: number };
      const app = await findApp(call.tx, sessionOf(call.caller).personId, appId);
      if (app === undefined) return absent;
      return mayAs(app.role, needs) ? await handle(call, app) : roleTooLow(needs, app.role);
    },
  });
}

type OperatorLine<
  M extends Method,
  Params extends TSchema,
  Query extends TSchema,
  Body extends TSchema,
> = Omit<RestDefinition<M, Params, Query, Body, Place | null, never>, Exclude<Fixed, 'handle'>>;

/** A route for those who run the deployment. */
export function operatorRoute<
  const M extends Method,
  Params extends TSchema = Nothing,
  Query extends TSchema = Nothing,
  Body extends TSchema = Nothing,
>(house: House, line: OperatorLine<M, Params, Query, Body>): Route {
  return accountRoute<M, Params, Query, Body>(house, {
    ...line,
    ...sessionLine,
    async handle(call) {
      if (!(await isOperator(call.tx, sessionOf(call.caller).personId)))
        return { status: 403, body: { errors: ['Only operators of this deployment may do this.'] } };
      return await line.handle(call);
    },
  });
}

export const sessionLine = {
  audience: 'manage',
  right: { kind: 'session' },
  names: () => ({}),
} as const;

/** What is somebody else's answers as an id that nothing ever had. */
export const absent = refuse('item_hidden');

function roleTooLow(needs: Role, role: Role): RestReply {
  const who = needs === 'owner' ? 'owners' : 'owners and admins';
  return {
    status: 403,
    body: { errors: [`Only ${who} of this app may do this; your role is ${role}. Ask an owner.`] },
  };
}
