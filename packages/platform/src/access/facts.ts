import type { Environment } from '../schema/tables.ts';
import type { DocumentAction, GranularAction } from './actions.ts';
import type { Level, Tool } from './levels.ts';
import type { PolicyFacts } from './policy-fault.ts';

/**
 * What is true at the moment of a call: all that `decide` knows, and nothing it has to ask for. Loaded whole by
 * one query (`snapshot-store.ts`), so that no two facts are of different moments.
 */
export interface Facts {
  /** What the call named, found or not. */
  readonly asked: { readonly companyId: number | null; readonly projectId: number | null };
  readonly credential: SessionFacts | AppFacts;
  /** Null where nobody stands behind the credential here, as for a service account in a strange company. */
  readonly principal: PrincipalFacts | null;
  /** The company that was asked for; null where none was, or where there is none. */
  readonly company: CompanyFacts | null;
  /** The project that was asked for, if it is one of the company's. */
  readonly project: ProjectFacts | null;
  readonly levels: LevelFacts;
}

/** Someone who signed in at our own pages: no app stands between. */
export interface SessionFacts {
  readonly kind: 'session';
  readonly alive: boolean;
}

export interface AppFacts {
  readonly kind: 'app';
  readonly tokenRevoked: boolean;
  readonly client: ClientFacts | null;
  /** Null for a token that a client got for itself. */
  readonly grant: GrantFacts | null;
  /** Null for a token that acts for a person. */
  readonly account: AccountFacts | null;
}

export interface ClientFacts {
  readonly environment: Environment;
  readonly disabled: boolean;
  /** The secret was not regenerated since the token was issued. */
  readonly epochCurrent: boolean;
  readonly appSuspended: boolean;
}

export interface GrantFacts {
  readonly grantId: string | null;
  readonly familyAlive: boolean;
  readonly grantAlive: boolean;
  /** The person keeps the app out of the company that was asked for. */
  readonly companyLeftOut: boolean;
}

export interface AccountFacts {
  readonly kind: 'traditional' | 'developer_managed';
  readonly state: 'alive' | 'ceased' | 'expired' | 'absent';
}

export interface PrincipalFacts {
  readonly personId: number;
  readonly kind: 'user' | 'contact' | 'service_account';
  readonly active: boolean;
}

export interface CompanyFacts {
  readonly environment: Environment;
  readonly active: boolean;
  readonly member: boolean;
  /** Of the caller's app; `not_needed` for sessions and for accounts that belong to no app. */
  readonly installation: 'not_needed' | 'none' | 'connected' | 'disconnected' | 'uninstalled';
  /** What the company's policy says of the caller's app; null where no app of a developer calls. */
  readonly policy: PolicyFacts | null;
  /** What the approved version of the app may be here; null where no version was approved. */
  readonly approved: ApprovedFacts | null;
}

/** The approved version's components, as far as they matter for the tool that is asked about. */
export interface ApprovedFacts {
  /** It may act for people who allow it. */
  readonly userLevel: boolean;
  /** The most that its own account may have; null where it asks for none. */
  readonly account: { readonly company: Level; readonly project: Level } | null;
}

export interface ProjectFacts {
  /** The company's admins permit the caller's app here. */
  readonly permitted: boolean;
  readonly member: boolean;
  readonly toolDisabled: boolean;
  /** It is there to be read, and nothing of it is changed until it is back. */
  readonly archived: boolean;
}

/** What the principal holds on one tool, by hand or by template, and on the company's Admin tool. */
export interface LevelFacts {
  readonly tool: Tool;
  readonly companyAdmin: Level;
  readonly company: Level;
  readonly project: Level;
  /** Granular permissions in the project. */
  readonly granted: readonly GranularAction[];
}

export interface ItemFacts {
  /** The principal made it. */
  readonly own: boolean;
  /** The item and every folder above it, in any order. */
  readonly chain: readonly LinkFacts[];
}

export interface LinkFacts {
  readonly private: boolean;
  /** The principal is on the access list, singly or in a group. */
  readonly named: boolean;
  /** The principal made it, and nobody else has said since who may see it. */
  readonly kept: boolean;
}

/**
 * What a call must be allowed to do. `account` asks only whose call it is; `company` and `project` only whether
 * caller and app are in; with a tool, what they may do there: by level, or by one action of the tool's table.
 */
export type Need =
  | (Purpose & { readonly at: 'account' | 'company' | 'project' })
  | (ToolNeed & { readonly tool: Tool; readonly level: Level })
  | (ToolNeed & { readonly tool: 'documents'; readonly action: DocumentAction });

interface Purpose {
  /** It changes something, and so is not for an archived project. */
  readonly changes: boolean;
}

interface ToolNeed extends Purpose {
  readonly at: 'company' | 'project';
  /** A collection one may not see is refused; a single thing one may not see does not exist. */
  readonly on: 'collection' | 'single';
  /** Null is an item that is not there; left out, the item is not part of the question. */
  readonly item?: ItemFacts | null;
}
