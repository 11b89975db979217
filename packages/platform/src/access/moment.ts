import type { House } from '../house.ts';

/** What time has to do with access: now, and the deployment's own deadlines. */
export interface Moment {
  /** Milliseconds. */
  readonly now: number;
  /** From here on no traditional service account works (rule S5); undefined sets no end. */
  readonly traditionalAccountsUntil: number | undefined;
}

export function momentOf({ clock, settings }: Pick<House, 'clock' | 'settings'>): Moment {
  return { now: clock.now(), traditionalAccountsUntil: settings.serviceAccountsWorkUntil };
}

/** Whether traditional accounts have come to their end in this deployment. */
export function traditionalAccountsEnded({ now, traditionalAccountsUntil }: Moment): boolean {
  return traditionalAccountsUntil !== undefined && now >= traditionalAccountsUntil;
}
