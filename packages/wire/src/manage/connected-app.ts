import Type, { type Static } from 'typebox';
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
        description: 'False once an admin of that company has disconnected the app.',
      }),
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
