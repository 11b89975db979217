import { lifecycle } from '../lifecycle.ts';

export type VersionStatus = 'ready_for_testing' | 'promoted' | 'retired';
export type VersionStep = 'promote' | 'retire';

/**
 * The life of a version. What it asks for never changes; only where it may be installed does. Where a retired one
 * is installed it stays, but its keys install it nowhere else.
 */
export const versionMachine = lifecycle<VersionStatus, VersionStep>({
  ready_for_testing: { promote: 'promoted', retire: 'retired' },
  promoted: { retire: 'retired' },
  retired: {},
});
