/** What an app is told about itself in a company. */
export const appEventNames = [
  'installed',
  'updated',
  'projects_changed',
  'disconnected',
  'reconnected',
  'uninstalled',
] as const;

export type AppEventName = (typeof appEventNames)[number];

/** Facts that the app needs to follow the event. Never a secret: they leave the house. */
export type AppEventData = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

export interface NewAppEvent {
  readonly appId: number;
  readonly companyId: number;
  readonly event: AppEventName;
  readonly data: AppEventData;
}
