import type { AddressRules } from '../outbound/address-rules.ts';
import type { Settings } from '../settings.ts';

/** Private addresses are closed to events but where the operator says otherwise: all of them, or the demo's Link. */
export function addressRulesFor(
  { eventsToPrivateAddresses, demoLinkUrl }: Pick<Settings, 'eventsToPrivateAddresses' | 'demoLinkUrl'>,
  url: string,
): AddressRules {
  const isDemoLink = demoLinkUrl !== undefined && URL.parse(url)?.origin === demoLinkUrl.origin;
  return { privateAllowed: eventsToPrivateAddresses || isDemoLink };
}
