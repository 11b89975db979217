import { randomBytes } from 'node:crypto';
import type { PendingAuthorization, UserTokens } from '@gatehouse/client';
import type { Notice } from './pages.ts';

/** What the app remembers of one browser. */
export interface Session {
  id: string;
  /** From the press of Connect until the person is back: only this browser may finish what it began. */
  pending?: PendingAuthorization;
  connection?: Connection;
  /** Said once, on the next page. */
  notice?: Notice;
}

export interface Connection {
  readonly tokens: UserTokens;
  /** The newest of the chain: what is given back at Disconnect. */
  refreshToken: string | undefined;
}

/** In memory, and no more of them than fit: the oldest goes first. An app with many users has a database. */
export class Sessions {
  readonly #byId = new Map<string, Session>();
  readonly #most = 10_000;

  find(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  begin(): Session {
    const session: Session = { id: randomBytes(32).toString('base64url') };
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined && this.#byId.size >= this.#most) this.#byId.delete(oldest);
    this.#byId.set(session.id, session);
    return session;
  }

  /** A new id for who has just connected: one that was planted in the browser before opens nothing. */
  renew(session: Session): void {
    this.#byId.delete(session.id);
    session.id = randomBytes(32).toString('base64url');
    this.#byId.set(session.id, session);
  }
}
