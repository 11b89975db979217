import type { ServiceAccountHint, ToolName } from '@gatehouse/wire';
import { type Level, levelName } from '../access/levels.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { HeldPermissions } from './permissions-store.ts';

const day = 86_400_000;
/** An account, or a level, that nobody needed for so long is one to take away. */
export const unusedAfter = 90 * day;
/** So long before an account expires somebody should know. */
export const expiringWithin = 30 * day;

/** A level that was needed, in a project or (null) at company level. */
export interface UsedLevel {
  readonly projectId: number | null;
  readonly tool: ToolName;
  readonly level: Level;
}

export interface HintFacts {
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly permissionsChangedAt: number | null;
  readonly held: HeldPermissions;
  /** What was needed since `now - unusedAfter`. */
  readonly used: readonly UsedLevel[];
  /** The deployment's end of traditional accounts, for one of those. */
  readonly endsAt: number | null;
}

/** What an admin may want to do about an account that works. */
export function hintsFor(facts: HintFacts, now: number): ServiceAccountHint[] {
  const { expiresAt, endsAt, lastUsedAt } = facts;
  const hints: ServiceAccountHint[] = [];
  if (endsAt !== null) hints.push({ kind: 'ending', work_until: timestamp(endsAt) });
  if (isExpiring(expiresAt, now)) hints.push({ kind: 'expiring', expires_at: timestamp(expiresAt) });
  if (isUnused(facts, now)) {
    const last = lastUsedAt === null ? null : timestamp(lastUsedAt);
    return [...hints, { kind: 'unused_account', last_used_at: last }];
  }
  return [...hints, ...unusedPermissions(facts, now)];
}

function isExpiring(expiresAt: number | null, now: number): expiresAt is number {
  return expiresAt !== null && expiresAt > now && expiresAt - now <= expiringWithin;
}

function isUnused(
  { createdAt, lastUsedAt }: Pick<HintFacts, 'createdAt' | 'lastUsedAt'>,
  now: number,
): boolean {
  return now - (lastUsedAt ?? createdAt) >= unusedAfter;
}

/** Levels that are higher than what was needed, once they have been there long enough to tell. */
function unusedPermissions(
  { createdAt, permissionsChangedAt, held, used }: HintFacts,
  now: number,
): ServiceAccountHint[] {
  if (now - (permissionsChangedAt ?? createdAt) < unusedAfter) return [];
  const places = [{ project: null, tools: held.company }, ...held.projects.map(inProject)];
  return places.flatMap(({ project, tools }) =>
    [...tools].flatMap(([tool, level]): ServiceAccountHint[] => {
      const needed = used.filter((use) => use.tool === tool && use.projectId === (project?.id ?? null));
      const most = needed.reduce<Level>((highest, use) => (use.level > highest ? use.level : highest), 1);
      if (most >= level) return [];
      return [{ kind: 'unused_permission', project, tool, level: levelName(level), used: levelName(most) }];
    }),
  );
}

function inProject({ id, name, tools }: HeldPermissions['projects'][number]) {
  return { project: { id, name }, tools };
}
