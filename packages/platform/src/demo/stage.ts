import type { Writer } from '@gatehouse/database';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { CastCompany } from './cast.ts';

/** Everything of the demo is put there by the platform itself. */
export const origin: Origin = { requestId: 'demo', address: '', actor: { kind: 'system' }, clientId: null };

export interface Stage {
  readonly house: House;
  readonly tx: Writer<Tables>;
  readonly personIds: ReadonlyMap<string, number>;
}

export interface LoadedCompany {
  readonly id: number;
  readonly cast: CastCompany;
  readonly projects: readonly { readonly id: number; readonly name: string }[];
}

export function personId({ personIds }: Pick<Stage, 'personIds'>, key: string): number {
  const id = personIds.get(key);
  if (id === undefined) throw new Error(`Nobody in the cast is called ${key}.`);
  return id;
}

export function companyOf(loaded: readonly LoadedCompany[], key: string): LoadedCompany {
  const company = loaded.find(({ cast }) => cast.key === key);
  if (company === undefined) throw new Error(`No company of the cast is called ${key}.`);
  return company;
}

/** Who runs the company: the first of its members. */
export function keeperOf(stage: Pick<Stage, 'personIds'>, { members }: CastCompany): number {
  return personId(stage, members[0]?.person ?? '');
}
