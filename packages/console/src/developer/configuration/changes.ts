import { type Manifest, type ManifestChange, TOOL_NAMES } from '@gatehouse/wire';

const scopes = ['company', 'project'] as const;

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
