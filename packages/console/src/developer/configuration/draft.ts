import type { AppVersion, Manifest, ToolLevels } from '@gatehouse/wire';
import { useState } from 'react';

export interface Draft {
  readonly userLevel: boolean;
  readonly account: boolean;
  readonly company: ToolLevels;
  readonly project: ToolLevels;
  readonly instructions: string;
  readonly notes: string;
  /** Undefined while the suggestion is good enough. */
  readonly semver: string | undefined;
}

/** What has been written and not saved yet, so that looking something up on another page does not lose it. */
const kept = new Map<number, Draft>();

/** The configuration of an app while it is written; begins as the latest version. */
export function useDraft(appId: number, latest: AppVersion | undefined) {
  const [draft, setDraft] = useState(() => kept.get(appId) ?? draftOf(latest));
  return {
    draft,
    change: (part: Partial<Draft>) => {
      const next = { ...draft, ...part };
      kept.set(appId, next);
      setDraft(next);
    },
    forget: () => kept.delete(appId),
  };
}

export function manifestOf(draft: Draft): Manifest {
  const { userLevel, account, company, project, instructions, notes } = draft;
  return {
    components: { user_level: userLevel, service_account: account ? { company, project } : null },
    instructions,
    post_installation_notes: notes,
  };
}

function draftOf(latest: AppVersion | undefined): Draft {
  const manifest = latest?.manifest;
  const account = manifest?.components.service_account ?? null;
  return {
    userLevel: manifest?.components.user_level ?? true,
    account: account !== null,
    company: account?.company ?? {},
    project: account?.project ?? {},
    instructions: manifest?.instructions ?? '',
    notes: manifest?.post_installation_notes ?? '',
    semver: undefined,
  };
}
