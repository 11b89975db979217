import type {
  Account,
  App,
  Client,
  Company,
  Consent,
  Group,
  Item,
  Person,
  Project,
  Template,
} from './oracle.ts';

/** Under which ids the objects of a world were stored. */
export interface StoredWorld {
  readonly ids: Map<Person | Company | Project | Item | App | Account | Template | Group, number>;
  readonly texts: Map<Client | Consent, string>;
  /** Session of each person: ended and not. */
  readonly sessions: Map<Person, { readonly alive: string; readonly ended: string }>;
  /** The id of a token that was revoked by itself. */
  readonly revokedToken: string;
}

export function idOf(stored: StoredWorld, object: Parameters<StoredWorld['ids']['get']>[0]): number {
  const id = stored.ids.get(object);
  if (id === undefined) throw new Error('this object was not stored');
  return id;
}
