import type { ApprovedFacts } from './facts.ts';
import { type Level, levels, type Tool } from './levels.ts';

/**
 * The approved version's components as stored (app_versions.components). Read on every call, so by hand: what is not
 * there, or is not a level, is None, for absence never grants.
 */
export function approvedFrom(components: string | null, tool: Tool): ApprovedFacts | null {
  if (components === null) return null;
  const stored: unknown = JSON.parse(components);
  const account = within(stored, 'service_account');
  return {
    userLevel: within(stored, 'user_level') === true,
    account:
      typeof account !== 'object' || account === null
        ? null
        : { company: levelAt(account, 'company', tool), project: levelAt(account, 'project', tool) },
  };
}

function levelAt(account: object, scope: 'company' | 'project', tool: Tool): Level {
  const name = within(within(account, scope), tool);
  return name === 'Read Only' || name === 'Standard' || name === 'Admin' ? levels[name] : levels.None;
}

function within(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
