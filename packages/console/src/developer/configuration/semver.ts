import type { Manifest, ManifestChange } from '@gatehouse/wire';
import { LEVEL_NUMBERS } from '@gatehouse/wire';

type Step = 'first' | 'patch' | 'minor' | 'major';

const form = /^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$/;

/** What is wrong with a version's number, if anything: each is higher than the one before. */
export function semverFault(text: string, latest: string | undefined): 'bad' | 'low' | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return 'bad';
  const before = latest === undefined ? undefined : partsOf(latest);
  return before === undefined || isHigher(parts, before) ? undefined : 'low';
}

/**
 * The number that says what a new version means to a company that has the latest one: nothing to approve, something to
 * approve, or something it loses (Semantic Versioning 2.0.0).
 */
export function suggestion(
  latest: { semver: string; manifest: Manifest } | undefined,
  next: Manifest['components'],
  changes: readonly ManifestChange[],
): { semver: string; step: Step } {
  const parts = latest && partsOf(latest.semver);
  if (latest === undefined || parts === undefined) return { semver: '1.0.0', step: 'first' };
  const [major, minor, patch] = parts;
  const before = latest.manifest.components;
  const lost =
    (before.user_level && !next.user_level) ||
    (before.service_account !== null && next.service_account === null) ||
    changes.some(({ from, to }) => LEVEL_NUMBERS[to] < LEVEL_NUMBERS[from]);
  if (lost) return { semver: `${major + 1}.0.0`, step: 'major' };
  const more =
    changes.length > 0 ||
    before.user_level !== next.user_level ||
    (before.service_account === null) !== (next.service_account === null);
  if (more) return { semver: `${major}.${minor + 1}.0`, step: 'minor' };
  return { semver: `${major}.${minor}.${patch + 1}`, step: 'patch' };
}

function partsOf(text: string): [number, number, number] | undefined {
  const [, major, minor, patch] = form.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs !== -1 && (a[differs] ?? 0) > (b[differs] ?? 0);
}
