export {
  Install,
  InstallBegin,
  InstallBegun,
  InstallByKey,
  InstallFinish,
  InstallFinished,
} from './install.ts';
export { Link, LinkPath, LinkState, Links, LinkToken, LinkTokenRequest, Unlinked } from './link.ts';
export { LINK_ERRORS, LinkError, LinkErrorCode, NeedsSignInReason } from './link-error.ts';
export { LINK_EVENTS, type LinkEventData, type LinkEventName, LinkEventsQuery } from './link-event.ts';
