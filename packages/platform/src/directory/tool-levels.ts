import type { Writer } from '@gatehouse/database';
import type { LevelName, Tool } from '../access/levels.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { setOwnLevel } from '../permissions/own-levels.ts';
import type { Tables } from '../schema/tables.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface LevelChange {
  readonly personId: number;
  readonly tool: Tool;
  readonly level: LevelName;
}

/** Sets a person's level on a tool of the company, by hand. It binds on the next call. */
export async function setCompanyLevel(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { personId, tool, level }: LevelChange,
): Promise<void> {
  await setOwnLevel(tx, { companyId, projectId: null, personId }, tool, level);
  await record(house, tx, origin, {
    event: 'level.changed',
    companyId,
    subject: `person:${personId}`,
    details: { tool, level },
  });
}

/** Sets a person's level on a tool of one project of the company, by hand. */
export async function setProjectLevel(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { projectId, personId, tool, level }: LevelChange & { readonly projectId: number },
): Promise<void> {
  await setOwnLevel(tx, { companyId, projectId, personId }, tool, level);
  await record(house, tx, origin, {
    event: 'level.changed',
    companyId,
    subject: `person:${personId}`,
    details: { project: projectId, tool, level },
  });
}
