import type { Writer } from '@gatehouse/database';
import type { Origin } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Told } from '../../webhooks/payload.ts';

/** Who asks: the keys by which a store tells one tenant from another. */
export interface Tenant {
  readonly companyId: number;
  /** The company level, in the name of its admin. */
  readonly place: Place;
  readonly adminId: number;
  readonly developerId: number;
  /** A member who allowed an app. */
  readonly memberId: number;
  readonly appId: number;
  readonly clientId: string;
}

/** What is asked for: rows of the first tenant, whoever asks. */
export interface Target {
  readonly house: House;
  readonly origin: Origin;
  readonly now: number;
  readonly projectId: number;
  readonly appId: number;
  /** Asked for in the company, and not there. */
  readonly wantedAppId: number;
  readonly clientId: string;
  readonly adminId: number;
  readonly developerId: number;
  readonly contactId: number;
  /** Has an invitation that waits. */
  readonly invitedId: number;
  readonly installationId: number;
  readonly requestId: number;
  readonly accountId: number;
  readonly versionId: number;
  readonly secretId: string;
  readonly keyId: string;
  readonly grantId: string;
  readonly noticeId: string;
  readonly templateId: number;
  readonly groupId: number;
  readonly providerId: number;
  readonly domainId: number;
  /** To this one nothing is ever sent, so that only a store can change it. */
  readonly subscriptionId: number;
  readonly deliveryId: string;
  readonly rootFolderId: number;
  /** The company's recycle bin, with something in it. */
  readonly binId: number;
  readonly folderId: number;
  readonly fileId: number;
  readonly folderOfFileId: number;
  readonly fileVersionId: number;
  readonly uploadId: string;
  readonly finishedUploadId: string;
  readonly privateId: number;
  readonly passkeyId: number;
  readonly hookId: number;
  readonly triggerId: number;
  readonly tagId: number;
  readonly configurationId: number;
  /** A change that nobody was told of yet. */
  readonly untold: Told;
}

type Call = (tx: Writer<Tables>, who: Tenant, target: Target) => Promise<unknown>;

export type Entry =
  | { readonly kind: 'nothing' | 'own'; readonly call: Call }
  | { readonly kind: 'open'; readonly because: string };

/** With the second tenant's key the first one's rows are not there: the answer is empty, and no row of it changes. */
export const nothing = (call: Call): Entry => ({ kind: 'nothing', call });

/** The key is all there is to ask by: the second tenant is answered with its own, and changes its own. */
export const own = (call: Call): Entry => ({ kind: 'own', call });

/** It has no tenant's key, and for this reason needs none. */
export const open = (because: string): Entry => ({ kind: 'open', because });

/** An entry for each function of a store, no more and no fewer. */
export type Entries<Store> = {
  readonly [Name in keyof Store as Store[Name] extends (...args: never[]) => unknown ? Name : never]: Entry;
};
