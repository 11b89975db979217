import Type, { type Static } from 'typebox';
import { Nullable, Timestamp } from '../rest/output.ts';

/** GET /manage/v1/operator/people: an operator names an address; there is no list of everybody. */
export const OperatorPeopleQuery = Type.Object({ email: Type.String({ minLength: 1, maxLength: 255 }) });
export type OperatorPeopleQuery = Static<typeof OperatorPeopleQuery>;

/** Somebody who can sign in to the deployment, as whoever runs it sees them. */
export const OperatorPerson = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  operator: Type.Boolean(),
  companies: Type.Integer({ description: 'How many companies have them in their directory.' }),
  sessions: Type.Integer({ description: 'In how many browsers they are signed in.' }),
  connected_apps: Type.Integer({ description: 'How many apps they have allowed.' }),
  deactivated_at: Nullable(Timestamp),
});
export type OperatorPerson = Static<typeof OperatorPerson>;
