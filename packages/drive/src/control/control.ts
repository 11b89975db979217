import type { ActivityView } from '../activity/activity.ts';
import type { Keep } from '../conflicts/resolve.ts';
import type { Cycle } from '../engine.ts';
import type { Finding, FindingKind } from '../findings/finding.ts';
import type { Guard } from '../planning/guard.ts';
import type { Kept } from '../recovery-trash/kept.ts';
import type { FolderRule } from '../rules/folder-rule.ts';
import type { Verified } from '../verifying/verify.ts';

/**
 * What verbs ask of a mount. It is answered in this process, or by the daemon that keeps the mount: so every argument
 * and every answer is plain data. Refusals are `Failure`s and problems of the remote or the disk.
 */
export interface Control {
  /** Looks at both sides and does what there is to do, until it rests. */
  sync(ask: SyncAsk): Promise<Outcome>;
  standing(): Promise<Standing>;
  activity(): Promise<ActivityView>;
  /** By what was seen last. */
  known(): Promise<Finding[]>;
  /** Looks at the folder alone. */
  findings(): Promise<Finding[]>;
  trash(): Promise<{ held: string[]; kept: Kept[] }>;
  /** Sends the deletes that wait at a path or below; '' is all of them. */
  release(ask: { path: string }): Promise<Outcome>;
  /** Takes back what waits or was kept at a path or below. */
  restore(ask: { path: string }): Promise<Outcome & { restored: string[] }>;
  /** Lets what was kept at a path or below go for good. */
  purge(ask: { path: string }): Promise<{ purged: number }>;
  resolve(ask: { path: string; keep: Keep }): Promise<Outcome>;
  /** Reads all that is here, lists all that is there. With `repair` what differs is looked at again at once. */
  verify(ask: { repair: boolean }): Promise<Verified & { outcome?: Outcome }>;
  rules(): Promise<NamedRule[]>;
  /** Without a rule the folder follows those above it again. */
  setRule(ask: { path: string; rule?: FolderRule }): Promise<NamedRule[]>;
  /** Keeps it no more, as soon as what is on its way is done. */
  letGo(): Promise<{ folder: string }>;
}

/** All of them, by name: nothing else is answered. */
export const controlMethods: Readonly<Record<keyof Control, true>> = {
  sync: true,
  standing: true,
  activity: true,
  known: true,
  findings: true,
  trash: true,
  release: true,
  restore: true,
  purge: true,
  resolve: true,
  verify: true,
  rules: true,
  setRule: true,
  letGo: true,
};

export interface SyncAsk {
  /** A file, a folder or a placeholder that is wanted so. */
  readonly path?: string;
  readonly want?: 'full' | 'stub';
  /** And everything below it. */
  readonly below?: boolean;
  /** What could not be sent goes into the recovery trash instead of staying. */
  readonly force?: boolean;
  /** A folder of placeholders becomes one placeholder. */
  readonly close?: boolean;
  /** The server has an older state than it had, and a person knows: both sides are united, and nothing is deleted. */
  readonly unite?: boolean;
  /** The guard that a person has looked at. */
  readonly approve?: string;
  /** The guard that a person has looked at and does not want. */
  readonly refuse?: string;
}

export type MountState = Cycle['state'] | 'never';

export interface Outcome {
  readonly folder: string;
  readonly state: MountState;
  readonly done: number;
  readonly held: number;
  readonly problems: readonly { path: string; code: string; text: string }[];
  /** What could not be read: nothing is known of it. */
  readonly unsure: readonly string[];
  readonly guards: readonly Guard[];
  /** What was deleted or moved here and is back, since this person may not do it on the server. */
  readonly undone: readonly string[];
}

/** Whether both sides were looked at: else nothing that needs both is begun. */
export const isSeen = ({ state }: Outcome): boolean =>
  state === 'in-step' || state === 'working' || state === 'guarded';

/** What a mount came to when it was looked at last. */
export interface Standing {
  readonly folder: string;
  readonly companyId: number;
  readonly projectId?: number;
  readonly state: MountState;
  /** Milliseconds of the clock; 0 before the first look. */
  readonly lookedAt: number;
  readonly has: { files: number; placeholders: number; folders: number; bytes: number };
  readonly waits: Partial<Record<FindingKind, number>>;
  /** Bytes in the recovery trash. */
  readonly kept: number;
  readonly activity: ActivityView;
  /** Of the daemon that keeps it, if one does. */
  readonly page?: string;
}

export interface NamedRule extends FolderRule {
  /** '' is the whole mount. */
  readonly path: string;
}
