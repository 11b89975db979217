import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { Nullable, Timestamp } from '../rest/output.ts';
import { Environment } from './app-client.ts';

/** An app that holds access in the signed-in person's name. */
export const ConnectedApp = Type.Object({
  id: Type.String({
    description: 'Names the authorization; give it to DELETE /manage/v1/connected_apps/{id}.',
  }),
  app: Type.Object({
    name: Type.String(),
    publisher: Nullable(Type.String()),
    verified: Type.Boolean({ description: 'The operator has checked who the publisher is.' }),
  }),
  environment: Environment,
  authorized_at: Timestamp,
  last_used_at: Nullable(Timestamp),
  last_used_from: Nullable(Type.String({ description: 'The network address of the last call.' })),
  companies: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      connected: Type.Boolean({
        description: 'The app is installed there, and no admin of that company has disconnected it.',
      }),
      state: Type.Enum(['connected', 'disconnected', 'not_installed']),
      allowed: Type.Boolean({ description: 'False where the person keeps the app out of that company.' }),
    }),
  ),
});
export type ConnectedApp = Static<typeof ConnectedApp>;

/** GET /manage/v1/connected_apps. */
export const ConnectedApps = Type.Array(ConnectedApp);
export type ConnectedApps = Static<typeof ConnectedApps>;

/** DELETE /manage/v1/connected_apps/{id}: revokes every token of that app and person at once; answers 204. */
export const ConnectedAppPath = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) });
export type ConnectedAppPath = Static<typeof ConnectedAppPath>;

/** PUT and DELETE /manage/v1/connected_apps/{id}/companies/{company_id}: lets the app in there, or keeps it out. */
export const ConnectedAppCompanyPath = Type.Object({
  ...ConnectedAppPath.properties,
  company_id: IdInput,
});
export type ConnectedAppCompanyPath = StaticDecode<typeof ConnectedAppCompanyPath>;
