import type { AppEventName } from '@gatehouse/wire';

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
