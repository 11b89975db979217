import { type Manifest, type ManifestChange, TOOL_NAMES } from '@gatehouse/wire';

const scopes = ['company', 'project'] as const;

/** Ways of working that a company gains or loses, each in words of its own. */
export function waysBetween(before: Manifest['components'], next: Manifest['components']) {
  return [
    way('people', before.user_level, next.user_level),
    way('account', before.service_account !== null, next.service_account !== null),
  ].filter((change) => change !== undefined);
}

function way<Name extends 'people' | 'account'>(name: Name, before: boolean, next: boolean) {
  if (before === next) return undefined;
  return next ? (`${name}.gained` as const) : (`${name}.lost` as const);
}

/** The levels that differ between two configurations; against none, all that is asked for. */
export function changesBetween(
  before: Manifest['components'] | undefined,
  next: Manifest['components'],
): ManifestChange[] {
  return scopes.flatMap((scope) =>
    TOOL_NAMES.map((tool) => ({
      scope,
      tool,
      from: before?.service_account?.[scope][tool] ?? ('None' as const),
      to: next.service_account?.[scope][tool] ?? ('None' as const),
    })).filter(({ from, to }) => from !== to),
  );
}
